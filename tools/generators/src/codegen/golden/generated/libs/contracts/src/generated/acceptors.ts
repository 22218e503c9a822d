// Generated from libs/contracts by "nx sync". Do not edit.

import { cuid2Pattern, datePattern, datetimePattern, datetimePattern2, datetimePattern3, durationPattern, e164Pattern, emailPattern, emailPattern2, endsWithPattern, guidPattern, hexPattern, includesPattern, ipv4Pattern, lowercasePattern, macPattern, macPattern2, nanoidPattern, pattern, pattern2, pattern3, pattern4, pattern5, pattern6, startsWithPattern, timePattern, timePattern2, ulidPattern, uppercasePattern, uuidPattern, uuidPattern2, uuidPattern3 } from './patterns.ts';
import { isBoundedText } from '../acceptor-runtime/is-bounded-text.ts';
import { isPlainObject } from '../acceptor-runtime/is-plain-object.ts';
import { isStorable } from '../acceptor-runtime/is-storable.ts';
import { isStorableText } from '../storable.ts';
import { isMultiple } from '../validator-runtime/check-numbers.ts';

function acceptsGoldenBeganV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'email' && key !== 'old_name' && key !== 'tier') return false;
  const email = data['email'];
  if (typeof email !== 'string' || !emailPattern.test(email)) return false;
  const oldName = data['old_name'];
  if (oldName !== undefined) {
    if (!isBoundedText(oldName, 0, 20) || !isStorableText(oldName)) return false;
  }
  const tier = data['tier'];
  if (tier !== 'free' && tier !== 'big') return false;
  return true;
}

function acceptsGoldenEndedV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  if (Object.keys(data).length > 0) return false;
  return true;
}

function acceptsGoldenEndedV2(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'how') return false;
  const how = data['how'];
  if (!isBoundedText(how, 1) || !isStorableText(how)) return false;
  return true;
}

function acceptsGoldenStoppedV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'reason') return false;
  const reason = data['reason'];
  if (!isBoundedText(reason, 0, 100) || !isStorableText(reason)) return false;
  return true;
}

function acceptsParityArraysV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'flags' && key !== 'grid' && key !== 'names' && key !== 'people') return false;
  const flags = data['flags'];
  if (!Array.isArray(flags)) return false;
  for (let index = 0; index < flags.length; index += 1) {
    const item: unknown = flags[index];
    if (item !== null) {
      if (typeof item !== 'boolean') return false;
    }
  }
  const grid = data['grid'];
  if (grid !== undefined) {
    if (!Array.isArray(grid) || grid.length > 3) return false;
    for (let index2 = 0; index2 < grid.length; index2 += 1) {
      const item2: unknown = grid[index2];
      if (!Array.isArray(item2) || item2.length < 2 || item2.length > 2) return false;
      for (let index3 = 0; index3 < item2.length; index3 += 1) {
        const item3: unknown = item2[index3];
        if (typeof item3 !== 'number' || !Number.isFinite(item3) || !Number.isSafeInteger(item3) || item3 < 0 || item3 > 9) return false;
      }
    }
  }
  const names = data['names'];
  if (!Array.isArray(names) || names.length < 1 || names.length > 3) return false;
  for (let index4 = 0; index4 < names.length; index4 += 1) {
    const item4: unknown = names[index4];
    if (!isBoundedText(item4, 2, 5) || !isStorableText(item4)) return false;
  }
  const people = data['people'];
  if (people !== null) {
    if (!Array.isArray(people)) return false;
    for (let index5 = 0; index5 < people.length; index5 += 1) {
      const item5: unknown = people[index5];
      if (!isPlainObject(item5)) return false;
      for (const key in item5) if (key !== 'email' && key !== 'roles') return false;
      const email = item5['email'];
      if (email !== null) {
        if (typeof email !== 'string' || !emailPattern.test(email)) return false;
      }
      const roles = item5['roles'];
      if (roles !== null) {
        if (!Array.isArray(roles)) return false;
        for (let index6 = 0; index6 < roles.length; index6 += 1) {
          const item6: unknown = roles[index6];
          if (item6 !== 'a' && item6 !== 'b') return false;
        }
      }
    }
  }
  return true;
}

function acceptsParityFormatsV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'cuid2' && key !== 'date' && key !== 'duration' && key !== 'guid' && key !== 'hex' && key !== 'html_mail' && key !== 'ipv4' && key !== 'mac' && key !== 'mac_dashes' && key !== 'nanoid' && key !== 'phone' && key !== 'time' && key !== 'time_to_minutes' && key !== 'ulid' && key !== 'uuid_v7') return false;
  const cuid2 = data['cuid2'];
  if (typeof cuid2 !== 'string' || !cuid2Pattern.test(cuid2)) return false;
  const date = data['date'];
  if (typeof date !== 'string' || !datePattern.test(date)) return false;
  const duration = data['duration'];
  if (typeof duration !== 'string' || !durationPattern.test(duration) || !isStorableText(duration)) return false;
  const guid = data['guid'];
  if (typeof guid !== 'string' || !guidPattern.test(guid)) return false;
  const hex = data['hex'];
  if (!isBoundedText(hex, 0, 8) || !hexPattern.test(hex)) return false;
  const htmlMail = data['html_mail'];
  if (htmlMail !== undefined) {
    if (typeof htmlMail !== 'string' || !emailPattern2.test(htmlMail)) return false;
  }
  const ipv4 = data['ipv4'];
  if (typeof ipv4 !== 'string' || !ipv4Pattern.test(ipv4)) return false;
  const mac = data['mac'];
  if (typeof mac !== 'string' || !macPattern.test(mac) || !isStorableText(mac)) return false;
  const macDashes = data['mac_dashes'];
  if (macDashes !== undefined) {
    if (typeof macDashes !== 'string' || !macPattern2.test(macDashes) || !isStorableText(macDashes)) return false;
  }
  const nanoid = data['nanoid'];
  if (typeof nanoid !== 'string' || !nanoidPattern.test(nanoid)) return false;
  const phone = data['phone'];
  if (typeof phone !== 'string' || !e164Pattern.test(phone)) return false;
  const time = data['time'];
  if (typeof time !== 'string' || !timePattern.test(time)) return false;
  const timeToMinutes = data['time_to_minutes'];
  if (timeToMinutes !== undefined) {
    if (typeof timeToMinutes !== 'string' || !timePattern2.test(timeToMinutes)) return false;
  }
  const ulid = data['ulid'];
  if (typeof ulid !== 'string' || !ulidPattern.test(ulid)) return false;
  const uuidV7 = data['uuid_v7'];
  if (uuidV7 !== undefined) {
    if (typeof uuidV7 !== 'string' || !uuidPattern.test(uuidV7)) return false;
  }
  return true;
}

function acceptsParityNestedV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'empty' && key !== 'home' && key !== 'nothing' && key !== 'other' && key !== 'work') return false;
  const empty = data['empty'];
  if (empty !== undefined) {
    if (!isPlainObject(empty)) return false;
    if (Object.keys(empty).length > 0) return false;
  }
  const home = data['home'];
  if (!isPlainObject(home)) return false;
  for (const key in home) if (key !== 'floor' && key !== 'position' && key !== 'street') return false;
  const floor = home['floor'];
  if (floor !== undefined) {
    if (typeof floor !== 'number' || !Number.isFinite(floor) || !Number.isSafeInteger(floor) || floor < -3 || floor > 163) return false;
  }
  const position = home['position'];
  if (position !== null) {
    if (!isPlainObject(position)) return false;
    for (const key in position) if (key !== 'lat' && key !== 'lon') return false;
    const lat = position['lat'];
    if (typeof lat !== 'number' || !Number.isFinite(lat) || lat < -90 || lat > 90) return false;
    const lon = position['lon'];
    if (typeof lon !== 'number' || !Number.isFinite(lon)) return false;
  }
  const street = home['street'];
  if (!isBoundedText(street, 1, 40) || !isStorableText(street)) return false;
  const nothing = data['nothing'];
  if (nothing !== null) {
    if (!isPlainObject(nothing)) return false;
    if (Object.keys(nothing).length > 0) return false;
  }
  const other = data['other'];
  if (other !== undefined && other !== null) {
    if (!isPlainObject(other)) return false;
    for (const key in other) if (key !== 'floor' && key !== 'position' && key !== 'street') return false;
    const floor2 = other['floor'];
    if (floor2 !== undefined) {
      if (typeof floor2 !== 'number' || !Number.isFinite(floor2) || !Number.isSafeInteger(floor2) || floor2 < -3 || floor2 > 163) return false;
    }
    const position2 = other['position'];
    if (position2 !== null) {
      if (!isPlainObject(position2)) return false;
      for (const key in position2) if (key !== 'lat' && key !== 'lon') return false;
      const lat2 = position2['lat'];
      if (typeof lat2 !== 'number' || !Number.isFinite(lat2) || lat2 < -90 || lat2 > 90) return false;
      const lon2 = position2['lon'];
      if (typeof lon2 !== 'number' || !Number.isFinite(lon2)) return false;
    }
    const street2 = other['street'];
    if (!isBoundedText(street2, 1, 40) || !isStorableText(street2)) return false;
  }
  const work = data['work'];
  if (work !== undefined) {
    if (!isPlainObject(work)) return false;
    for (const key in work) if (key !== 'floor' && key !== 'position' && key !== 'street') return false;
    const floor3 = work['floor'];
    if (floor3 !== undefined) {
      if (typeof floor3 !== 'number' || !Number.isFinite(floor3) || !Number.isSafeInteger(floor3) || floor3 < -3 || floor3 > 163) return false;
    }
    const position3 = work['position'];
    if (position3 !== null) {
      if (!isPlainObject(position3)) return false;
      for (const key in position3) if (key !== 'lat' && key !== 'lon') return false;
      const lat3 = position3['lat'];
      if (typeof lat3 !== 'number' || !Number.isFinite(lat3) || lat3 < -90 || lat3 > 90) return false;
      const lon3 = position3['lon'];
      if (typeof lon3 !== 'number' || !Number.isFinite(lon3)) return false;
    }
    const street3 = work['street'];
    if (!isBoundedText(street3, 1, 40) || !isStorableText(street3)) return false;
  }
  return true;
}

function acceptsParityRecordsV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'counts' && key !== 'labels' && key !== 'maybe' && key !== 'maybe_more' && key !== 'nested' && key !== 'nothing' && key !== 'numbers' && key !== 'path' && key !== 'point' && key !== 'ratings' && key !== 'rows') return false;
  const counts = data['counts'];
  if (!isPlainObject(counts)) return false;
  for (const key in counts) {
    if (key === '__proto__' || !isStorableText(key)) return false;
    const item = counts[key];
    if (typeof item !== 'number' || !Number.isFinite(item) || !Number.isSafeInteger(item)) return false;
  }
  const labels = data['labels'];
  if (labels !== undefined) {
    if (!isPlainObject(labels)) return false;
    for (const key in labels) {
      if (key === '__proto__' || !isBoundedText(key, 0, 3) || !pattern.test(key)) return false;
      const item2 = labels[key];
      if (item2 !== null) {
        if (!isBoundedText(item2, 0, 5) || !isStorableText(item2)) return false;
      }
    }
  }
  const maybe = data['maybe'];
  if (maybe !== null) {
    if (!Array.isArray(maybe) || maybe.length !== 2) return false;
    const item3: unknown = maybe[0];
    if (typeof item3 !== 'number' || !Number.isFinite(item3) || !Number.isSafeInteger(item3)) return false;
    const item4: unknown = maybe[1];
    if (typeof item4 !== 'boolean') return false;
  }
  const maybeMore = data['maybe_more'];
  if (maybeMore !== undefined && maybeMore !== null) {
    if (!Array.isArray(maybeMore) || maybeMore.length < 1) return false;
    const item5: unknown = maybeMore[0];
    if (item5 !== null) {
      if (typeof item5 !== 'string' || !isStorableText(item5)) return false;
    }
    for (let index = 1; index < maybeMore.length; index += 1) {
      const item6: unknown = maybeMore[index];
      if (typeof item6 !== 'number' || !Number.isFinite(item6) || !Number.isSafeInteger(item6)) return false;
    }
  }
  const nested = data['nested'];
  if (nested !== null) {
    if (!isPlainObject(nested)) return false;
    for (const key in nested) {
      if (key === '__proto__' || !isStorableText(key)) return false;
      const item7 = nested[key];
      if (!isPlainObject(item7)) return false;
      for (const key in item7) {
        if (key === '__proto__' || !isBoundedText(key, 1) || !isStorableText(key)) return false;
        const item8 = item7[key];
        if (!Array.isArray(item8) || item8.length < 1) return false;
        for (let index2 = 0; index2 < item8.length; index2 += 1) {
          const item9: unknown = item8[index2];
          if (typeof item9 !== 'number' || !Number.isFinite(item9) || !Number.isSafeInteger(item9)) return false;
        }
      }
    }
  }
  const nothing = data['nothing'];
  if (nothing !== undefined) {
    if (!Array.isArray(nothing) || nothing.length !== 0) return false;
  }
  const numbers = data['numbers'];
  if (numbers !== undefined) {
    if (!Array.isArray(numbers) || numbers.length < 1) return false;
    const item10: unknown = numbers[0];
    if (typeof item10 !== 'string' || !isStorableText(item10)) return false;
    for (let index3 = 1; index3 < numbers.length; index3 += 1) {
      const item11: unknown = numbers[index3];
      if (!Array.isArray(item11)) return false;
      for (let index4 = 0; index4 < item11.length; index4 += 1) {
        const item12: unknown = item11[index4];
        if (typeof item12 !== 'number' || !Number.isFinite(item12) || !Number.isSafeInteger(item12)) return false;
      }
    }
  }
  const path = data['path'];
  if (path !== undefined) {
    if (!Array.isArray(path) || path.length < 2) return false;
    const item13: unknown = path[0];
    if (item13 !== 'm') return false;
    const item14: unknown = path[1];
    if (typeof item14 !== 'number' || !Number.isFinite(item14) || !Number.isSafeInteger(item14)) return false;
    for (let index5 = 2; index5 < path.length; index5 += 1) {
      const item15: unknown = path[index5];
      if (!isPlainObject(item15)) return false;
      for (const key in item15) if (key !== 'x') return false;
      const x = item15['x'];
      if (typeof x !== 'number' || !Number.isFinite(x) || !Number.isSafeInteger(x)) return false;
    }
  }
  const point = data['point'];
  if (!Array.isArray(point) || point.length !== 2) return false;
  const item16: unknown = point[0];
  if (typeof item16 !== 'number' || !Number.isFinite(item16)) return false;
  const item17: unknown = point[1];
  if (item17 !== null) {
    if (typeof item17 !== 'number' || !Number.isFinite(item17)) return false;
  }
  const ratings = data['ratings'];
  if (ratings !== undefined) {
    if (!Array.isArray(ratings) || ratings.length > 2) return false;
    for (let index6 = 0; index6 < ratings.length; index6 += 1) {
      const item18: unknown = ratings[index6];
      if (!isPlainObject(item18)) return false;
      for (const key in item18) {
        if (key === '__proto__' || !isStorableText(key)) return false;
        const item19 = item18[key];
        if (typeof item19 !== 'boolean') return false;
      }
    }
  }
  const rows = data['rows'];
  if (rows !== null) {
    if (!Array.isArray(rows)) return false;
    for (let index7 = 0; index7 < rows.length; index7 += 1) {
      const item20: unknown = rows[index7];
      if (!Array.isArray(item20) || item20.length !== 2) return false;
      const item21: unknown = item20[0];
      if (!isBoundedText(item21, 0, 3) || !isStorableText(item21)) return false;
      const item22: unknown = item20[1];
      if (!Array.isArray(item22) || item22.length > 2) return false;
      for (let index8 = 0; index8 < item22.length; index8 += 1) {
        const item23: unknown = item22[index8];
        if (typeof item23 !== 'number' || !Number.isFinite(item23) || !Number.isSafeInteger(item23)) return false;
      }
    }
  }
  return true;
}

function acceptsParityRecursionV1Formula(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  switch (data['op']) {
    case 'value':
      {
        if (!isPlainObject(data)) return false;
        for (const key in data) if (key !== 'op' && key !== 'value') return false;
        const op = data['op'];
        if (op !== 'value') return false;
        const value = data['value'];
        if (typeof value !== 'number' || !Number.isFinite(value)) return false;
      }
      break;
    case 'sum':
      {
        if (!isPlainObject(data)) return false;
        for (const key in data) if (key !== 'op' && key !== 'parts') return false;
        const op2 = data['op'];
        if (op2 !== 'sum') return false;
        const parts = data['parts'];
        if (!Array.isArray(parts) || parts.length < 1) return false;
        const item: unknown = parts[0];
        if (!acceptsParityRecursionV1Formula(item)) return false;
        for (let index = 1; index < parts.length; index += 1) {
          const item2: unknown = parts[index];
          if (!acceptsParityRecursionV1Formula(item2)) return false;
        }
      }
      break;
    default:
      return false;
  }
  return true;
}

function acceptsParityRecursionV1Json(data: unknown): boolean {
  let count = 0;
  option: {
    if (!isBoundedText(data, 0, 5) || !isStorableText(data)) break option;
    count += 1;
  }
  option2: {
    if (typeof data !== 'number' || !Number.isFinite(data)) break option2;
    count += 1;
  }
  option3: {
    if (typeof data !== 'boolean') break option3;
    count += 1;
  }
  option4: {
    if (data !== null) break option4;
    count += 1;
  }
  option5: {
    if (!Array.isArray(data)) break option5;
    for (let index = 0; index < data.length; index += 1) {
      const item: unknown = data[index];
      if (!acceptsParityRecursionV1Json(item)) break option5;
    }
    count += 1;
  }
  option6: {
    if (!isPlainObject(data)) break option6;
    for (const key in data) {
      if (key === '__proto__' || !isStorableText(key)) break option6;
      const item2 = data[key];
      if (!acceptsParityRecursionV1Json(item2)) break option6;
    }
    count += 1;
  }
  if (count < 1) return false;
  return true;
}

function acceptsParityRecursionV1Link(data: unknown): boolean {
  if (data !== null) {
    if (!isPlainObject(data)) return false;
    for (const key in data) if (key !== 'at' && key !== 'next') return false;
    const at = data['at'];
    if (typeof at !== 'number' || !Number.isFinite(at) || !Number.isSafeInteger(at)) return false;
    const next = data['next'];
    if (!acceptsParityRecursionV1Link(next)) return false;
  }
  return true;
}

function acceptsParityRecursionV1OtherTree(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'children' && key !== 'name') return false;
  const children = data['children'];
  if (children !== undefined) {
    if (!Array.isArray(children) || children.length > 3) return false;
    for (let index = 0; index < children.length; index += 1) {
      const item: unknown = children[index];
      if (!acceptsParityRecursionV1OtherTree(item)) return false;
    }
  }
  const name = data['name'];
  if (!isBoundedText(name, 1, 5) || !isStorableText(name)) return false;
  return true;
}

function acceptsParityRecursionV1(data: unknown): boolean {
  if (!isStorable(data)) return false;
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'formula' && key !== 'json' && key !== 'link' && key !== 'other_tree' && key !== 'tree') return false;
  const formula = data['formula'];
  if (formula !== undefined) {
    if (!acceptsParityRecursionV1Formula(formula)) return false;
  }
  const json = data['json'];
  if (json !== undefined) {
    if (!acceptsParityRecursionV1Json(json)) return false;
  }
  const link = data['link'];
  if (!acceptsParityRecursionV1Link(link)) return false;
  const otherTree = data['other_tree'];
  if (otherTree !== undefined && otherTree !== null) {
    if (!acceptsParityRecursionV1OtherTree(otherTree)) return false;
  }
  const tree = data['tree'];
  if (!acceptsParityRecursionV1OtherTree(tree)) return false;
  return true;
}

function acceptsParityScalarsV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'any_id' && key !== 'any_number' && key !== 'at' && key !== 'cents' && key !== 'code' && key !== 'constant' && key !== 'fraction' && key !== 'huge' && key !== 'id' && key !== 'is_on' && key !== 'level' && key !== 'line' && key !== 'lines' && key !== 'local_at' && key !== 'mail' && key !== 'mixed' && key !== 'open' && key !== 'separated' && key !== 'tier' && key !== 'word') return false;
  const anyId = data['any_id'];
  if (typeof anyId !== 'string' || !uuidPattern2.test(anyId)) return false;
  const anyNumber = data['any_number'];
  if (typeof anyNumber !== 'number' || !Number.isFinite(anyNumber)) return false;
  const at = data['at'];
  if (typeof at !== 'string' || !datetimePattern.test(at)) return false;
  const cents = data['cents'];
  if (typeof cents !== 'number' || !Number.isFinite(cents) || !Number.isSafeInteger(cents) || cents < 0.5 || cents > 1000000) return false;
  const code = data['code'];
  if (!isBoundedText(code, 3, 3) || !pattern2.test(code)) return false;
  const constant = data['constant'];
  if (constant !== 'it\'s "x"') return false;
  const fraction = data['fraction'];
  if (typeof fraction !== 'number' || !Number.isFinite(fraction) || fraction < 0.1 || fraction > 0.30000000000000004) return false;
  const huge = data['huge'];
  if (huge !== null) {
    if (typeof huge !== 'number' || !Number.isFinite(huge) || huge < -1e+300 || huge > 1.5e+308) return false;
  }
  const id = data['id'];
  if (typeof id !== 'string' || !uuidPattern3.test(id)) return false;
  const isOn = data['is_on'];
  if (typeof isOn !== 'boolean') return false;
  const level = data['level'];
  if (level !== undefined) {
    if (level !== 1 && level !== 2 && level !== 3) return false;
  }
  const line = data['line'];
  if (line !== undefined) {
    if (typeof line !== 'string' || !pattern3.test(line) || !isStorableText(line)) return false;
  }
  const lines = data['lines'];
  if (lines !== undefined) {
    if (lines !== 'a b' && lines !== 'a\nb' && lines !== 'a\r\nb') return false;
  }
  const localAt = data['local_at'];
  if (localAt !== undefined) {
    if (typeof localAt !== 'string' || !datetimePattern2.test(localAt)) return false;
  }
  const mail = data['mail'];
  if (!isBoundedText(mail, 0, 30) || !emailPattern.test(mail)) return false;
  const mixed = data['mixed'];
  if (mixed !== 'a' && mixed !== 1 && mixed !== true && mixed !== null && mixed !== 0.1) return false;
  const open = data['open'];
  if (typeof open !== 'number' || !Number.isFinite(open) || open <= 0 || open >= 1) return false;
  const separated = data['separated'];
  if (separated !== undefined) {
    if (separated !== 'x y z') return false;
  }
  const tier = data['tier'];
  if (tier !== null) {
    if (tier !== 'free' && tier !== 'big') return false;
  }
  const word = data['word'];
  if (word !== undefined && word !== null) {
    if (typeof word !== 'string' || !pattern4.test(word) || !isStorableText(word)) return false;
  }
  return true;
}

function acceptsParityTextsV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'cents' && key !== 'dozen' && key !== 'key' && key !== 'large' && key !== 'lower' && key !== 'odd' && key !== 'upper' && key !== 'word') return false;
  const cents = data['cents'];
  if (typeof cents !== 'number' || !Number.isFinite(cents) || !isMultiple(cents, 0.01)) return false;
  const dozen = data['dozen'];
  if (dozen !== null) {
    if (typeof dozen !== 'number' || !Number.isFinite(dozen) || !isMultiple(dozen, 12) || dozen > 1e+308) return false;
  }
  const key2 = data['key'];
  if (!isBoundedText(key2, 0, 20) || !startsWithPattern.test(key2) || !endsWithPattern.test(key2) || !isStorableText(key2)) return false;
  const large = data['large'];
  if (large !== undefined) {
    if (typeof large !== 'number' || !Number.isFinite(large) || !isMultiple(large, 1000000000000000)) return false;
  }
  const lower = data['lower'];
  if (typeof lower !== 'string' || !lowercasePattern.test(lower) || !isStorableText(lower)) return false;
  const odd = data['odd'];
  if (odd !== undefined) {
    if (typeof odd !== 'number' || !Number.isFinite(odd) || !Number.isSafeInteger(odd) || !isMultiple(odd, 3)) return false;
  }
  const upper = data['upper'];
  if (typeof upper !== 'string' || !uppercasePattern.test(upper) || !isStorableText(upper)) return false;
  const word = data['word'];
  if (word !== undefined) {
    if (typeof word !== 'string' || !includesPattern.test(word) || !isStorableText(word)) return false;
  }
  return true;
}

function acceptsParityUnionsV1(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  for (const key in data) if (key !== 'amount' && key !== 'answers' && key !== 'either' && key !== 'exactly' && key !== 'id' && key !== 'lists' && key !== 'none' && key !== 'old' && key !== 'payment') return false;
  const amount = data['amount'];
  if (amount !== undefined) {
    let count = 0;
    option: {
      if (typeof amount !== 'number' || !Number.isFinite(amount)) break option;
      count += 1;
    }
    option2: {
      if (!isPlainObject(amount)) break option2;
      for (const key in amount) if (key !== 'cents') break option2;
      const cents = amount['cents'];
      if (typeof cents !== 'number' || !Number.isFinite(cents) || !Number.isSafeInteger(cents)) break option2;
      count += 1;
    }
    option3: {
      if (amount !== null) break option3;
      count += 1;
    }
    if (count < 1) return false;
  }
  const answers = data['answers'];
  if (!Array.isArray(answers)) return false;
  for (let index = 0; index < answers.length; index += 1) {
    const item: unknown = answers[index];
    if (!isPlainObject(item)) return false;
    switch (item['code']) {
      case 1:
      case 2:
        {
          if (!isPlainObject(item)) return false;
          for (const key in item) if (key !== 'code' && key !== 'text') return false;
          const code = item['code'];
          if (code !== 1 && code !== 2) return false;
          const text = item['text'];
          if (typeof text !== 'string' || !isStorableText(text)) return false;
        }
        break;
      case true:
        {
          if (!isPlainObject(item)) return false;
          for (const key in item) if (key !== 'code' && key !== 'list') return false;
          const code2 = item['code'];
          if (code2 !== true) return false;
          const list = item['list'];
          if (!Array.isArray(list) || list.length > 2) return false;
          for (let index2 = 0; index2 < list.length; index2 += 1) {
            const item2: unknown = list[index2];
            if (typeof item2 !== 'number' || !Number.isFinite(item2) || !Number.isSafeInteger(item2)) return false;
          }
        }
        break;
      case null:
        {
          if (!isPlainObject(item)) return false;
          for (const key in item) if (key !== 'amount' && key !== 'code') return false;
          const amount2 = item['amount'];
          if (typeof amount2 !== 'number' || !Number.isFinite(amount2) || amount2 < 0) return false;
          const code3 = item['code'];
          if (code3 !== null) return false;
        }
        break;
      default:
        return false;
    }
  }
  const either = data['either'];
  if (!isStorable(either)) return false;
  let count2 = 0;
  option4: {
    if (!isPlainObject(either)) break option4;
    for (const key in either) if (key !== 'a') break option4;
    const a = either['a'];
    if (a !== undefined) {
      if (typeof a !== 'number' || !Number.isFinite(a) || !Number.isSafeInteger(a)) break option4;
    }
    count2 += 1;
  }
  option5: {
    if (!isPlainObject(either)) break option5;
    for (const key in either) if (key !== 'b') break option5;
    const b = either['b'];
    if (b !== undefined) {
      if (typeof b !== 'number' || !Number.isFinite(b) || !Number.isSafeInteger(b)) break option5;
    }
    count2 += 1;
  }
  if (count2 !== 1) return false;
  const exactly = data['exactly'];
  if (exactly !== undefined) {
    if (!isStorable(exactly)) return false;
    let count3 = 0;
    option6: {
      if (typeof exactly !== 'number' || !Number.isFinite(exactly) || exactly < 0) break option6;
      count3 += 1;
    }
    option7: {
      if (typeof exactly !== 'number' || !Number.isFinite(exactly) || exactly > 10) break option7;
      count3 += 1;
    }
    option8: {
      if (exactly !== 'none') break option8;
      count3 += 1;
    }
    if (count3 !== 1) return false;
  }
  const id = data['id'];
  let count4 = 0;
  option9: {
    if (typeof id !== 'number' || !Number.isFinite(id) || !Number.isSafeInteger(id)) break option9;
    count4 += 1;
  }
  option10: {
    if (!isBoundedText(id, 2) || !isStorableText(id)) break option10;
    count4 += 1;
  }
  if (count4 < 1) return false;
  const lists = data['lists'];
  if (lists !== null) {
    let count5 = 0;
    option11: {
      if (!Array.isArray(lists)) break option11;
      for (let index3 = 0; index3 < lists.length; index3 += 1) {
        const item3: unknown = lists[index3];
        if (typeof item3 !== 'number' || !Number.isFinite(item3) || !Number.isSafeInteger(item3)) break option11;
      }
      count5 += 1;
    }
    option12: {
      if (!Array.isArray(lists) || lists.length > 2) break option12;
      for (let index4 = 0; index4 < lists.length; index4 += 1) {
        const item4: unknown = lists[index4];
        if (typeof item4 !== 'string' || !isStorableText(item4)) break option12;
      }
      count5 += 1;
    }
    if (count5 < 1) return false;
  }
  const none = data['none'];
  if (none !== undefined) {
    if (none !== null) return false;
  }
  const old = data['old'];
  if (old !== undefined && old !== null) {
    if (!isPlainObject(old)) return false;
    switch (old['kind']) {
      case 'card':
      case 'gift card':
        {
          if (!isPlainObject(old)) return false;
          for (const key in old) if (key !== 'kind' && key !== 'last4') return false;
          const kind = old['kind'];
          if (kind !== 'card' && kind !== 'gift card') return false;
          const last4 = old['last4'];
          if (!isBoundedText(last4, 4, 4) || !isStorableText(last4)) return false;
        }
        break;
      case 'sepa':
      case 'wire':
        {
          if (!isPlainObject(old)) return false;
          for (const key in old) if (key !== 'iban' && key !== 'kind') return false;
          const iban = old['iban'];
          if (!isBoundedText(iban, 0, 34) || !isStorableText(iban)) return false;
          const kind2 = old['kind'];
          if (kind2 !== 'sepa' && kind2 !== 'wire') return false;
        }
        break;
      default:
        return false;
    }
  }
  const payment = data['payment'];
  if (!isPlainObject(payment)) return false;
  switch (payment['kind']) {
    case 'card':
    case 'gift card':
      {
        if (!isPlainObject(payment)) return false;
        for (const key in payment) if (key !== 'kind' && key !== 'last4') return false;
        const kind3 = payment['kind'];
        if (kind3 !== 'card' && kind3 !== 'gift card') return false;
        const last42 = payment['last4'];
        if (!isBoundedText(last42, 4, 4) || !isStorableText(last42)) return false;
      }
      break;
    case 'sepa':
    case 'wire':
      {
        if (!isPlainObject(payment)) return false;
        for (const key in payment) if (key !== 'iban' && key !== 'kind') return false;
        const iban2 = payment['iban'];
        if (!isBoundedText(iban2, 0, 34) || !isStorableText(iban2)) return false;
        const kind4 = payment['kind'];
        if (kind4 !== 'sepa' && kind4 !== 'wire') return false;
      }
      break;
    default:
      return false;
  }
  return true;
}

function acceptsEventMetadataV1(data: unknown): boolean {
  if (!isStorable(data)) return false;
  if (!isPlainObject(data)) return false;
  const activityId = data['activity_id'];
  if (activityId !== undefined) {
    if (!isBoundedText(activityId, 0, 100) || !pattern5.test(activityId)) return false;
  }
  const correlationId = data['correlation_id'];
  if (correlationId !== undefined) {
    if (!isBoundedText(correlationId, 0, 255) || !isStorableText(correlationId)) return false;
  }
  const parentWorkflowId = data['parent_workflow_id'];
  if (parentWorkflowId !== undefined) {
    if (!isBoundedText(parentWorkflowId, 0, 255) || !isStorableText(parentWorkflowId)) return false;
  }
  const parentWorkflowRunId = data['parent_workflow_run_id'];
  if (parentWorkflowRunId !== undefined) {
    if (typeof parentWorkflowRunId !== 'string' || !uuidPattern2.test(parentWorkflowRunId)) return false;
  }
  const parentWorkflowType = data['parent_workflow_type'];
  if (parentWorkflowType !== undefined) {
    if (!isBoundedText(parentWorkflowType, 0, 100) || !pattern5.test(parentWorkflowType)) return false;
  }
  const processingError = data['processing_error'];
  if (processingError !== undefined) {
    if (!isBoundedText(processingError, 0, 1000) || !isStorableText(processingError)) return false;
  }
  const retryCount = data['retry_count'];
  if (retryCount !== undefined) {
    if (typeof retryCount !== 'number' || !Number.isFinite(retryCount) || !Number.isSafeInteger(retryCount) || retryCount < 0) return false;
  }
  const source = data['source'];
  if (source !== undefined) {
    if (!isBoundedText(source, 0, 50) || !lowercasePattern.test(source) || !isStorableText(source)) return false;
  }
  const tags = data['tags'];
  if (tags !== undefined) {
    if (!Array.isArray(tags) || tags.length > 10) return false;
    for (let index = 0; index < tags.length; index += 1) {
      const item: unknown = tags[index];
      if (typeof item !== 'string' || !pattern6.test(item) || !isStorableText(item)) return false;
    }
  }
  const timestamp = data['timestamp'];
  if (typeof timestamp !== 'string' || !datetimePattern3.test(timestamp)) return false;
  const userId = data['user_id'];
  if (userId !== undefined) {
    if (typeof userId !== 'string' || !uuidPattern2.test(userId)) return false;
  }
  const workflowId = data['workflow_id'];
  if (workflowId !== undefined) {
    if (!isBoundedText(workflowId, 0, 255) || !isStorableText(workflowId)) return false;
  }
  const workflowRunId = data['workflow_run_id'];
  if (workflowRunId !== undefined) {
    if (typeof workflowRunId !== 'string' || !uuidPattern2.test(workflowRunId)) return false;
  }
  const workflowType = data['workflow_type'];
  if (workflowType !== undefined) {
    if (!isBoundedText(workflowType, 0, 100) || !pattern5.test(workflowType)) return false;
  }
  return true;
}

type Acceptor = (data: unknown) => boolean;

/** For each event type, by version: true when its data keeps the contract and can be stored. */
export const dataAcceptors: ReadonlyMap<string, Readonly<Record<number, Acceptor>>> = new Map<string, Readonly<Record<number, Acceptor>>>([
  ['golden.began', { 1: acceptsGoldenBeganV1 }],
  ['golden.ended', { 1: acceptsGoldenEndedV1, 2: acceptsGoldenEndedV2 }],
  ['golden.stopped', { 1: acceptsGoldenStoppedV1 }],
  ['parity.arrays', { 1: acceptsParityArraysV1 }],
  ['parity.formats', { 1: acceptsParityFormatsV1 }],
  ['parity.nested', { 1: acceptsParityNestedV1 }],
  ['parity.records', { 1: acceptsParityRecordsV1 }],
  ['parity.recursion', { 1: acceptsParityRecursionV1 }],
  ['parity.scalars', { 1: acceptsParityScalarsV1 }],
  ['parity.texts', { 1: acceptsParityTextsV1 }],
  ['parity.unions', { 1: acceptsParityUnionsV1 }],
]);

export { acceptsEventMetadataV1 };
