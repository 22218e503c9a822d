// Generated from libs/contracts by "nx sync". Do not edit.

import { cuid2Pattern, datePattern, datetimePattern, datetimePattern2, datetimePattern3, durationPattern, e164Pattern, emailPattern, emailPattern2, endsWithPattern, guidPattern, hexPattern, includesPattern, ipv4Pattern, lowercasePattern, macPattern, macPattern2, nanoidPattern, pattern, pattern2, pattern3, pattern4, pattern5, pattern6, startsWithPattern, timePattern, timePattern2, ulidPattern, uppercasePattern, uuidPattern, uuidPattern2, uuidPattern3 } from './patterns.ts';
import { type BrokenRule, broken, wrongKind } from '../validator-runtime/broken-rules.ts';
import { isText, maxLength, minLength } from '../validator-runtime/check-lengths.ts';
import { eachItem, eachPlace } from '../validator-runtime/check-lists.ts';
import { isMultiple, isNumber, isWhole } from '../validator-runtime/check-numbers.ts';
import { eachEntry, isObject } from '../validator-runtime/check-objects.ts';
import { anyOption, oneOption } from '../validator-runtime/check-options.ts';

/** What breaks the contract of golden.began, version 1. */
function checkGoldenBeganV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['email', 'old_name', 'tier'])) return;
  const email = data['email'];
  if (isText(rules, 'event_data.email', email) && !emailPattern.test(email)) broken(rules, 'event_data.email', 'format email');
  const oldName = data['old_name'];
  if (oldName !== undefined) {
    isText(rules, 'event_data.old_name', oldName, undefined, 20);
  }
  const tier = data['tier'];
  if (tier !== 'free' && tier !== 'big') wrongKind(rules, 'event_data.tier', 'one_of', tier);
}

/** What breaks the contract of golden.ended, version 1. */
function checkGoldenEndedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, [])) return;
}

/** What breaks the contract of golden.ended, version 2. */
function checkGoldenEndedV2(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['how'])) return;
  const how = data['how'];
  isText(rules, 'event_data.how', how, 1);
}

/** What breaks the contract of golden.stopped, version 1. */
function checkGoldenStoppedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['reason'])) return;
  const reason = data['reason'];
  isText(rules, 'event_data.reason', reason, undefined, 100);
}

/** What breaks the contract of parity.arrays, version 1. */
function checkParityArraysV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['flags', 'grid', 'names', 'people'])) return;
  const flags = data['flags'];
  eachItem(rules, 'event_data.flags', flags, (at, item) => {
    if (item !== null) {
      if (typeof item !== 'boolean') wrongKind(rules, at, 'type boolean', item);
    }
  });
  const grid = data['grid'];
  if (grid !== undefined) {
    eachItem(rules, 'event_data.grid', grid, (at, item2) => {
      eachItem(rules, at, item2, (at, item3) => {
        if (isNumber(rules, at, item3)) {
          if (isWhole(rules, at, item3)) {
            if (item3 < 0) broken(rules, at, 'min 0');
            if (item3 > 9) broken(rules, at, 'max 9');
          }
        }
      }, 2, 2);
    }, undefined, 3);
  }
  const names = data['names'];
  eachItem(rules, 'event_data.names', names, (at, item4) => {
    isText(rules, at, item4, 2, 5);
  }, 1, 3);
  const people = data['people'];
  if (people !== null) {
    eachItem(rules, 'event_data.people', people, (at, item5) => {
      if (isObject(rules, at, item5, ['email', 'roles'])) {
        const email = item5['email'];
        if (email !== null) {
          if (isText(rules, `${at}.email`, email) && !emailPattern.test(email)) broken(rules, `${at}.email`, 'format email');
        }
        const roles = item5['roles'];
        if (roles !== null) {
          eachItem(rules, `${at}.roles`, roles, (at, item6) => {
            if (item6 !== 'a' && item6 !== 'b') wrongKind(rules, at, 'one_of', item6);
          });
        }
      }
    });
  }
}

/** What breaks the contract of parity.formats, version 1. */
function checkParityFormatsV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['cuid2', 'date', 'duration', 'guid', 'hex', 'html_mail', 'ipv4', 'mac', 'mac_dashes', 'nanoid', 'phone', 'time', 'time_to_minutes', 'ulid', 'uuid_v7'])) return;
  const cuid2 = data['cuid2'];
  if (isText(rules, 'event_data.cuid2', cuid2) && !cuid2Pattern.test(cuid2)) broken(rules, 'event_data.cuid2', 'format cuid2');
  const date = data['date'];
  if (isText(rules, 'event_data.date', date) && !datePattern.test(date)) broken(rules, 'event_data.date', 'format date');
  const duration = data['duration'];
  if (isText(rules, 'event_data.duration', duration) && !durationPattern.test(duration)) broken(rules, 'event_data.duration', 'format duration');
  const guid = data['guid'];
  if (isText(rules, 'event_data.guid', guid) && !guidPattern.test(guid)) broken(rules, 'event_data.guid', 'format guid');
  const hex = data['hex'];
  if (isText(rules, 'event_data.hex', hex, undefined, 8) && !hexPattern.test(hex)) broken(rules, 'event_data.hex', 'format hex');
  const htmlMail = data['html_mail'];
  if (htmlMail !== undefined) {
    if (isText(rules, 'event_data.html_mail', htmlMail) && !emailPattern2.test(htmlMail)) broken(rules, 'event_data.html_mail', 'format email');
  }
  const ipv4 = data['ipv4'];
  if (isText(rules, 'event_data.ipv4', ipv4) && !ipv4Pattern.test(ipv4)) broken(rules, 'event_data.ipv4', 'format ipv4');
  const mac = data['mac'];
  if (isText(rules, 'event_data.mac', mac) && !macPattern.test(mac)) broken(rules, 'event_data.mac', 'format mac');
  const macDashes = data['mac_dashes'];
  if (macDashes !== undefined) {
    if (isText(rules, 'event_data.mac_dashes', macDashes) && !macPattern2.test(macDashes)) broken(rules, 'event_data.mac_dashes', 'format mac');
  }
  const nanoid = data['nanoid'];
  if (isText(rules, 'event_data.nanoid', nanoid) && !nanoidPattern.test(nanoid)) broken(rules, 'event_data.nanoid', 'format nanoid');
  const phone = data['phone'];
  if (isText(rules, 'event_data.phone', phone) && !e164Pattern.test(phone)) broken(rules, 'event_data.phone', 'format e164');
  const time = data['time'];
  if (isText(rules, 'event_data.time', time) && !timePattern.test(time)) broken(rules, 'event_data.time', 'format time');
  const timeToMinutes = data['time_to_minutes'];
  if (timeToMinutes !== undefined) {
    if (isText(rules, 'event_data.time_to_minutes', timeToMinutes) && !timePattern2.test(timeToMinutes)) broken(rules, 'event_data.time_to_minutes', 'format time');
  }
  const ulid = data['ulid'];
  if (isText(rules, 'event_data.ulid', ulid) && !ulidPattern.test(ulid)) broken(rules, 'event_data.ulid', 'format ulid');
  const uuidV7 = data['uuid_v7'];
  if (uuidV7 !== undefined) {
    if (isText(rules, 'event_data.uuid_v7', uuidV7) && !uuidPattern.test(uuidV7)) broken(rules, 'event_data.uuid_v7', 'format uuid');
  }
}

/** What breaks the contract of parity.nested, version 1. */
function checkParityNestedV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['empty', 'home', 'nothing', 'other', 'work'])) return;
  const empty = data['empty'];
  if (empty !== undefined) {
    isObject(rules, 'event_data.empty', empty, []);
  }
  const home = data['home'];
  if (isObject(rules, 'event_data.home', home, ['floor', 'position', 'street'])) {
    const floor = home['floor'];
    if (floor !== undefined) {
      if (isNumber(rules, 'event_data.home.floor', floor)) {
        if (isWhole(rules, 'event_data.home.floor', floor)) {
          if (floor < -3) broken(rules, 'event_data.home.floor', 'min -3');
          if (floor > 163) broken(rules, 'event_data.home.floor', 'max 163');
        }
      }
    }
    const position = home['position'];
    if (position !== null) {
      if (isObject(rules, 'event_data.home.position', position, ['lat', 'lon'])) {
        const lat = position['lat'];
        if (isNumber(rules, 'event_data.home.position.lat', lat)) {
          if (lat < -90) broken(rules, 'event_data.home.position.lat', 'min -90');
          if (lat > 90) broken(rules, 'event_data.home.position.lat', 'max 90');
        }
        const lon = position['lon'];
        isNumber(rules, 'event_data.home.position.lon', lon);
      }
    }
    const street = home['street'];
    isText(rules, 'event_data.home.street', street, 1, 40);
  }
  const nothing = data['nothing'];
  if (nothing !== null) {
    isObject(rules, 'event_data.nothing', nothing, []);
  }
  const other = data['other'];
  if (other !== undefined && other !== null) {
    if (isObject(rules, 'event_data.other', other, ['floor', 'position', 'street'])) {
      const floor2 = other['floor'];
      if (floor2 !== undefined) {
        if (isNumber(rules, 'event_data.other.floor', floor2)) {
          if (isWhole(rules, 'event_data.other.floor', floor2)) {
            if (floor2 < -3) broken(rules, 'event_data.other.floor', 'min -3');
            if (floor2 > 163) broken(rules, 'event_data.other.floor', 'max 163');
          }
        }
      }
      const position2 = other['position'];
      if (position2 !== null) {
        if (isObject(rules, 'event_data.other.position', position2, ['lat', 'lon'])) {
          const lat2 = position2['lat'];
          if (isNumber(rules, 'event_data.other.position.lat', lat2)) {
            if (lat2 < -90) broken(rules, 'event_data.other.position.lat', 'min -90');
            if (lat2 > 90) broken(rules, 'event_data.other.position.lat', 'max 90');
          }
          const lon2 = position2['lon'];
          isNumber(rules, 'event_data.other.position.lon', lon2);
        }
      }
      const street2 = other['street'];
      isText(rules, 'event_data.other.street', street2, 1, 40);
    }
  }
  const work = data['work'];
  if (work !== undefined) {
    if (isObject(rules, 'event_data.work', work, ['floor', 'position', 'street'])) {
      const floor3 = work['floor'];
      if (floor3 !== undefined) {
        if (isNumber(rules, 'event_data.work.floor', floor3)) {
          if (isWhole(rules, 'event_data.work.floor', floor3)) {
            if (floor3 < -3) broken(rules, 'event_data.work.floor', 'min -3');
            if (floor3 > 163) broken(rules, 'event_data.work.floor', 'max 163');
          }
        }
      }
      const position3 = work['position'];
      if (position3 !== null) {
        if (isObject(rules, 'event_data.work.position', position3, ['lat', 'lon'])) {
          const lat3 = position3['lat'];
          if (isNumber(rules, 'event_data.work.position.lat', lat3)) {
            if (lat3 < -90) broken(rules, 'event_data.work.position.lat', 'min -90');
            if (lat3 > 90) broken(rules, 'event_data.work.position.lat', 'max 90');
          }
          const lon3 = position3['lon'];
          isNumber(rules, 'event_data.work.position.lon', lon3);
        }
      }
      const street3 = work['street'];
      isText(rules, 'event_data.work.street', street3, 1, 40);
    }
  }
}

/** What breaks the contract of parity.records, version 1. */
function checkParityRecordsV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['counts', 'labels', 'maybe', 'maybe_more', 'nested', 'nothing', 'numbers', 'path', 'point', 'ratings', 'rows'])) return;
  const counts = data['counts'];
  eachEntry(rules, 'event_data.counts', counts, (at, item) => {
    if (isNumber(rules, at, item)) {
      isWhole(rules, at, item);
    }
  });
  const labels = data['labels'];
  if (labels !== undefined) {
    eachEntry(rules, 'event_data.labels', labels, (at, item2) => {
      if (item2 !== null) {
        isText(rules, at, item2, undefined, 5);
      }
    }, (rules, at, key) => {
      if (!pattern.test(key)) broken(rules, at, 'pattern');
      maxLength(rules, at, key, 3);
    });
  }
  const maybe = data['maybe'];
  if (maybe !== null) {
    eachPlace(rules, 'event_data.maybe', maybe, [
      (at, item3) => {
        if (isNumber(rules, at, item3)) {
          isWhole(rules, at, item3);
        }
      },
      (at, item4) => {
        if (typeof item4 !== 'boolean') wrongKind(rules, at, 'type boolean', item4);
      },
    ]);
  }
  const maybeMore = data['maybe_more'];
  if (maybeMore !== undefined && maybeMore !== null) {
    eachPlace(rules, 'event_data.maybe_more', maybeMore, [
      (at, item5) => {
        if (item5 !== null) {
          isText(rules, at, item5);
        }
      },
    ], (at, item6) => {
      if (isNumber(rules, at, item6)) {
        isWhole(rules, at, item6);
      }
    });
  }
  const nested = data['nested'];
  if (nested !== null) {
    eachEntry(rules, 'event_data.nested', nested, (at, item7) => {
      eachEntry(rules, at, item7, (at, item8) => {
        eachItem(rules, at, item8, (at, item9) => {
          if (isNumber(rules, at, item9)) {
            isWhole(rules, at, item9);
          }
        }, 1);
      }, (rules, at, key) => {
        minLength(rules, at, key, 1);
      });
    });
  }
  const nothing = data['nothing'];
  if (nothing !== undefined) {
    eachPlace(rules, 'event_data.nothing', nothing, [
    ]);
  }
  const numbers = data['numbers'];
  if (numbers !== undefined) {
    eachPlace(rules, 'event_data.numbers', numbers, [
      (at, item10) => {
        isText(rules, at, item10);
      },
    ], (at, item11) => {
      eachItem(rules, at, item11, (at, item12) => {
        if (isNumber(rules, at, item12)) {
          isWhole(rules, at, item12);
        }
      });
    });
  }
  const path = data['path'];
  if (path !== undefined) {
    eachPlace(rules, 'event_data.path', path, [
      (at, item13) => {
        if (item13 !== 'm') wrongKind(rules, at, 'one_of', item13);
      },
      (at, item14) => {
        if (isNumber(rules, at, item14)) {
          isWhole(rules, at, item14);
        }
      },
    ], (at, item15) => {
      if (isObject(rules, at, item15, ['x'])) {
        const x = item15['x'];
        if (isNumber(rules, `${at}.x`, x)) {
          isWhole(rules, `${at}.x`, x);
        }
      }
    });
  }
  const point = data['point'];
  eachPlace(rules, 'event_data.point', point, [
    (at, item16) => {
      isNumber(rules, at, item16);
    },
    (at, item17) => {
      if (item17 !== null) {
        isNumber(rules, at, item17);
      }
    },
  ]);
  const ratings = data['ratings'];
  if (ratings !== undefined) {
    eachItem(rules, 'event_data.ratings', ratings, (at, item18) => {
      eachEntry(rules, at, item18, (at, item19) => {
        if (typeof item19 !== 'boolean') wrongKind(rules, at, 'type boolean', item19);
      });
    }, undefined, 2);
  }
  const rows = data['rows'];
  if (rows !== null) {
    eachItem(rules, 'event_data.rows', rows, (at, item20) => {
      eachPlace(rules, at, item20, [
        (at, item21) => {
          isText(rules, at, item21, undefined, 3);
        },
        (at, item22) => {
          eachItem(rules, at, item22, (at, item23) => {
            if (isNumber(rules, at, item23)) {
              isWhole(rules, at, item23);
            }
          }, undefined, 2);
        },
      ]);
    });
  }
}

function checkParityRecursionV1Formula(rules: BrokenRule[], at: string, data: unknown): void {
  if (isObject(rules, at, data)) {
    switch (data['op']) {
      case 'value':
        {
          if (isObject(rules, at, data, ['op', 'value'])) {
            const op = data['op'];
            if (op !== 'value') wrongKind(rules, `${at}.op`, 'one_of', op);
            const value = data['value'];
            isNumber(rules, `${at}.value`, value);
          }
        }
        break;
      case 'sum':
        {
          if (isObject(rules, at, data, ['op', 'parts'])) {
            const op2 = data['op'];
            if (op2 !== 'sum') wrongKind(rules, `${at}.op`, 'one_of', op2);
            const parts = data['parts'];
            eachPlace(rules, `${at}.parts`, parts, [
              (at, item) => {
                checkParityRecursionV1Formula(rules, at, item);
              },
            ], (at, item2) => {
              checkParityRecursionV1Formula(rules, at, item2);
            });
          }
        }
        break;
      default:
        wrongKind(rules, `${at}.op`, 'invalid_union', data['op']);
    }
  }
}

function checkParityRecursionV1Json(rules: BrokenRule[], at: string, data: unknown): void {
  anyOption(rules, at, data, [
    (rules) => {
      isText(rules, at, data, undefined, 5);
    },
    (rules) => {
      isNumber(rules, at, data);
    },
    (rules) => {
      if (typeof data !== 'boolean') wrongKind(rules, at, 'type boolean', data);
    },
    (rules) => {
      if (data !== null) wrongKind(rules, at, 'one_of', data);
    },
    (rules) => {
      eachItem(rules, at, data, (at, item) => {
        checkParityRecursionV1Json(rules, at, item);
      });
    },
    (rules) => {
      eachEntry(rules, at, data, (at, item2) => {
        checkParityRecursionV1Json(rules, at, item2);
      });
    },
  ]);
}

function checkParityRecursionV1Link(rules: BrokenRule[], at: string, data: unknown): void {
  if (data !== null) {
    if (isObject(rules, at, data, ['at', 'next'])) {
      const at2 = data['at'];
      if (isNumber(rules, `${at}.at`, at2)) {
        isWhole(rules, `${at}.at`, at2);
      }
      const next = data['next'];
      checkParityRecursionV1Link(rules, `${at}.next`, next);
    }
  }
}

function checkParityRecursionV1OtherTree(rules: BrokenRule[], at: string, data: unknown): void {
  if (isObject(rules, at, data, ['children', 'name'])) {
    const children = data['children'];
    if (children !== undefined) {
      eachItem(rules, `${at}.children`, children, (at, item) => {
        checkParityRecursionV1OtherTree(rules, at, item);
      }, undefined, 3);
    }
    const name = data['name'];
    isText(rules, `${at}.name`, name, 1, 5);
  }
}

/** What breaks the contract of parity.recursion, version 1. */
function checkParityRecursionV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['formula', 'json', 'link', 'other_tree', 'tree'])) return;
  const formula = data['formula'];
  if (formula !== undefined) {
    checkParityRecursionV1Formula(rules, 'event_data.formula', formula);
  }
  const json = data['json'];
  if (json !== undefined) {
    checkParityRecursionV1Json(rules, 'event_data.json', json);
  }
  const link = data['link'];
  checkParityRecursionV1Link(rules, 'event_data.link', link);
  const otherTree = data['other_tree'];
  if (otherTree !== undefined && otherTree !== null) {
    checkParityRecursionV1OtherTree(rules, 'event_data.other_tree', otherTree);
  }
  const tree = data['tree'];
  checkParityRecursionV1OtherTree(rules, 'event_data.tree', tree);
}

/** What breaks the contract of parity.scalars, version 1. */
function checkParityScalarsV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['any_id', 'any_number', 'at', 'cents', 'code', 'constant', 'fraction', 'huge', 'id', 'is_on', 'level', 'line', 'lines', 'local_at', 'mail', 'mixed', 'open', 'separated', 'tier', 'word'])) return;
  const anyId = data['any_id'];
  if (isText(rules, 'event_data.any_id', anyId) && !uuidPattern2.test(anyId)) broken(rules, 'event_data.any_id', 'format uuid');
  const anyNumber = data['any_number'];
  isNumber(rules, 'event_data.any_number', anyNumber);
  const at2 = data['at'];
  if (isText(rules, 'event_data.at', at2) && !datetimePattern.test(at2)) broken(rules, 'event_data.at', 'format datetime');
  const cents = data['cents'];
  if (isNumber(rules, 'event_data.cents', cents)) {
    if (isWhole(rules, 'event_data.cents', cents)) {
      if (cents < 0.5) broken(rules, 'event_data.cents', 'min 0.5');
      if (cents > 1000000) broken(rules, 'event_data.cents', 'max 1000000');
    }
  }
  const code = data['code'];
  if (isText(rules, 'event_data.code', code, 3, 3) && !pattern2.test(code)) broken(rules, 'event_data.code', 'pattern');
  const constant = data['constant'];
  if (constant !== 'it\'s "x"') wrongKind(rules, 'event_data.constant', 'one_of', constant);
  const fraction = data['fraction'];
  if (isNumber(rules, 'event_data.fraction', fraction)) {
    if (fraction < 0.1) broken(rules, 'event_data.fraction', 'min 0.1');
    if (fraction > 0.30000000000000004) broken(rules, 'event_data.fraction', 'max 0.30000000000000004');
  }
  const huge = data['huge'];
  if (huge !== null) {
    if (isNumber(rules, 'event_data.huge', huge)) {
      if (huge < -1e+300) broken(rules, 'event_data.huge', 'min -1e+300');
      if (huge > 1.5e+308) broken(rules, 'event_data.huge', 'max 1.5e+308');
    }
  }
  const id = data['id'];
  if (isText(rules, 'event_data.id', id) && !uuidPattern3.test(id)) broken(rules, 'event_data.id', 'format uuid');
  const isOn = data['is_on'];
  if (typeof isOn !== 'boolean') wrongKind(rules, 'event_data.is_on', 'type boolean', isOn);
  const level = data['level'];
  if (level !== undefined) {
    if (
      level !== 1
      && level !== 2
      && level !== 3
    ) {
      wrongKind(rules, 'event_data.level', 'one_of', level);
    }
  }
  const line = data['line'];
  if (line !== undefined) {
    if (isText(rules, 'event_data.line', line) && !pattern3.test(line)) broken(rules, 'event_data.line', 'pattern');
  }
  const lines = data['lines'];
  if (lines !== undefined) {
    if (
      lines !== 'a b'
      && lines !== 'a\nb'
      && lines !== 'a\r\nb'
    ) {
      wrongKind(rules, 'event_data.lines', 'one_of', lines);
    }
  }
  const localAt = data['local_at'];
  if (localAt !== undefined) {
    if (isText(rules, 'event_data.local_at', localAt) && !datetimePattern2.test(localAt)) broken(rules, 'event_data.local_at', 'format datetime');
  }
  const mail = data['mail'];
  if (isText(rules, 'event_data.mail', mail, undefined, 30) && !emailPattern.test(mail)) broken(rules, 'event_data.mail', 'format email');
  const mixed = data['mixed'];
  if (
    mixed !== 'a'
    && mixed !== 1
    && mixed !== true
    && mixed !== null
    && mixed !== 0.1
  ) {
    wrongKind(rules, 'event_data.mixed', 'one_of', mixed);
  }
  const open = data['open'];
  if (isNumber(rules, 'event_data.open', open)) {
    if (open <= 0) broken(rules, 'event_data.open', 'min_exclusive 0');
    if (open >= 1) broken(rules, 'event_data.open', 'max_exclusive 1');
  }
  const separated = data['separated'];
  if (separated !== undefined) {
    if (separated !== 'x y z') wrongKind(rules, 'event_data.separated', 'one_of', separated);
  }
  const tier = data['tier'];
  if (tier !== null) {
    if (tier !== 'free' && tier !== 'big') wrongKind(rules, 'event_data.tier', 'one_of', tier);
  }
  const word = data['word'];
  if (word !== undefined && word !== null) {
    if (isText(rules, 'event_data.word', word) && !pattern4.test(word)) broken(rules, 'event_data.word', 'pattern');
  }
}

/** What breaks the contract of parity.texts, version 1. */
function checkParityTextsV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['cents', 'dozen', 'key', 'large', 'lower', 'odd', 'upper', 'word'])) return;
  const cents = data['cents'];
  if (isNumber(rules, 'event_data.cents', cents)) {
    if (!isMultiple(cents, 0.01)) broken(rules, 'event_data.cents', 'multiple_of 0.01');
  }
  const dozen = data['dozen'];
  if (dozen !== null) {
    if (isNumber(rules, 'event_data.dozen', dozen)) {
      if (!isMultiple(dozen, 12)) broken(rules, 'event_data.dozen', 'multiple_of 12');
      if (dozen > 1e+308) broken(rules, 'event_data.dozen', 'max 1e+308');
    }
  }
  const key2 = data['key'];
  if (isText(rules, 'event_data.key', key2, undefined, 20)) {
    if (!startsWithPattern.test(key2)) broken(rules, 'event_data.key', 'format starts_with');
    if (!endsWithPattern.test(key2)) broken(rules, 'event_data.key', 'format ends_with');
  }
  const large = data['large'];
  if (large !== undefined) {
    if (isNumber(rules, 'event_data.large', large)) {
      if (!isMultiple(large, 1000000000000000)) broken(rules, 'event_data.large', 'multiple_of 1000000000000000');
    }
  }
  const lower = data['lower'];
  if (isText(rules, 'event_data.lower', lower) && !lowercasePattern.test(lower)) broken(rules, 'event_data.lower', 'format lowercase');
  const odd = data['odd'];
  if (odd !== undefined) {
    if (isNumber(rules, 'event_data.odd', odd)) {
      if (isWhole(rules, 'event_data.odd', odd)) {
        if (!isMultiple(odd, 3)) broken(rules, 'event_data.odd', 'multiple_of 3');
      }
    }
  }
  const upper = data['upper'];
  if (isText(rules, 'event_data.upper', upper) && !uppercasePattern.test(upper)) broken(rules, 'event_data.upper', 'format uppercase');
  const word = data['word'];
  if (word !== undefined) {
    if (isText(rules, 'event_data.word', word) && !includesPattern.test(word)) broken(rules, 'event_data.word', 'format includes');
  }
}

/** What breaks the contract of parity.unions, version 1. */
function checkParityUnionsV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_data', data, ['amount', 'answers', 'either', 'exactly', 'id', 'lists', 'none', 'old', 'payment'])) return;
  const amount = data['amount'];
  if (amount !== undefined) {
    anyOption(rules, 'event_data.amount', amount, [
      (rules) => {
        isNumber(rules, 'event_data.amount', amount);
      },
      (rules) => {
        if (isObject(rules, 'event_data.amount', amount, ['cents'])) {
          const cents = amount['cents'];
          if (isNumber(rules, 'event_data.amount.cents', cents)) {
            isWhole(rules, 'event_data.amount.cents', cents);
          }
        }
      },
      (rules) => {
        if (amount !== null) wrongKind(rules, 'event_data.amount', 'one_of', amount);
      },
    ]);
  }
  const answers = data['answers'];
  eachItem(rules, 'event_data.answers', answers, (at, item) => {
    if (isObject(rules, at, item)) {
      switch (item['code']) {
        case 1:
        case 2:
          {
            if (isObject(rules, at, item, ['code', 'text'])) {
              const code = item['code'];
              if (code !== 1 && code !== 2) wrongKind(rules, `${at}.code`, 'one_of', code);
              const text = item['text'];
              isText(rules, `${at}.text`, text);
            }
          }
          break;
        case true:
          {
            if (isObject(rules, at, item, ['code', 'list'])) {
              const code2 = item['code'];
              if (code2 !== true) wrongKind(rules, `${at}.code`, 'one_of', code2);
              const list = item['list'];
              eachItem(rules, `${at}.list`, list, (at, item2) => {
                if (isNumber(rules, at, item2)) {
                  isWhole(rules, at, item2);
                }
              }, undefined, 2);
            }
          }
          break;
        case null:
          {
            if (isObject(rules, at, item, ['amount', 'code'])) {
              const amount2 = item['amount'];
              if (isNumber(rules, `${at}.amount`, amount2)) {
                if (amount2 < 0) broken(rules, `${at}.amount`, 'min 0');
              }
              const code3 = item['code'];
              if (code3 !== null) wrongKind(rules, `${at}.code`, 'one_of', code3);
            }
          }
          break;
        default:
          wrongKind(rules, `${at}.code`, 'invalid_union', item['code']);
      }
    }
  });
  const either = data['either'];
  oneOption(rules, 'event_data.either', either, [
    (rules) => {
      if (isObject(rules, 'event_data.either', either, ['a'])) {
        const a = either['a'];
        if (a !== undefined) {
          if (isNumber(rules, 'event_data.either.a', a)) {
            isWhole(rules, 'event_data.either.a', a);
          }
        }
      }
    },
    (rules) => {
      if (isObject(rules, 'event_data.either', either, ['b'])) {
        const b = either['b'];
        if (b !== undefined) {
          if (isNumber(rules, 'event_data.either.b', b)) {
            isWhole(rules, 'event_data.either.b', b);
          }
        }
      }
    },
  ]);
  const exactly = data['exactly'];
  if (exactly !== undefined) {
    oneOption(rules, 'event_data.exactly', exactly, [
      (rules) => {
        if (isNumber(rules, 'event_data.exactly', exactly)) {
          if (exactly < 0) broken(rules, 'event_data.exactly', 'min 0');
        }
      },
      (rules) => {
        if (isNumber(rules, 'event_data.exactly', exactly)) {
          if (exactly > 10) broken(rules, 'event_data.exactly', 'max 10');
        }
      },
      (rules) => {
        if (exactly !== 'none') wrongKind(rules, 'event_data.exactly', 'one_of', exactly);
      },
    ]);
  }
  const id = data['id'];
  anyOption(rules, 'event_data.id', id, [
    (rules) => {
      if (isNumber(rules, 'event_data.id', id)) {
        isWhole(rules, 'event_data.id', id);
      }
    },
    (rules) => {
      isText(rules, 'event_data.id', id, 2);
    },
  ]);
  const lists = data['lists'];
  if (lists !== null) {
    anyOption(rules, 'event_data.lists', lists, [
      (rules) => {
        eachItem(rules, 'event_data.lists', lists, (at, item3) => {
          if (isNumber(rules, at, item3)) {
            isWhole(rules, at, item3);
          }
        });
      },
      (rules) => {
        eachItem(rules, 'event_data.lists', lists, (at, item4) => {
          isText(rules, at, item4);
        }, undefined, 2);
      },
    ]);
  }
  const none = data['none'];
  if (none !== undefined) {
    if (none !== null) wrongKind(rules, 'event_data.none', 'one_of', none);
  }
  const old = data['old'];
  if (old !== undefined && old !== null) {
    if (isObject(rules, 'event_data.old', old)) {
      switch (old['kind']) {
        case 'card':
        case 'gift card':
          {
            if (isObject(rules, 'event_data.old', old, ['kind', 'last4'])) {
              const kind = old['kind'];
              if (
                kind !== 'card'
                && kind !== 'gift card'
              ) {
                wrongKind(rules, 'event_data.old.kind', 'one_of', kind);
              }
              const last4 = old['last4'];
              isText(rules, 'event_data.old.last4', last4, 4, 4);
            }
          }
          break;
        case 'sepa':
        case 'wire':
          {
            if (isObject(rules, 'event_data.old', old, ['iban', 'kind'])) {
              const iban = old['iban'];
              isText(rules, 'event_data.old.iban', iban, undefined, 34);
              const kind2 = old['kind'];
              if (kind2 !== 'sepa' && kind2 !== 'wire') wrongKind(rules, 'event_data.old.kind', 'one_of', kind2);
            }
          }
          break;
        default:
          wrongKind(rules, 'event_data.old.kind', 'invalid_union', old['kind']);
      }
    }
  }
  const payment = data['payment'];
  if (isObject(rules, 'event_data.payment', payment)) {
    switch (payment['kind']) {
      case 'card':
      case 'gift card':
        {
          if (isObject(rules, 'event_data.payment', payment, ['kind', 'last4'])) {
            const kind3 = payment['kind'];
            if (
              kind3 !== 'card'
              && kind3 !== 'gift card'
            ) {
              wrongKind(rules, 'event_data.payment.kind', 'one_of', kind3);
            }
            const last42 = payment['last4'];
            isText(rules, 'event_data.payment.last4', last42, 4, 4);
          }
        }
        break;
      case 'sepa':
      case 'wire':
        {
          if (isObject(rules, 'event_data.payment', payment, ['iban', 'kind'])) {
            const iban2 = payment['iban'];
            isText(rules, 'event_data.payment.iban', iban2, undefined, 34);
            const kind4 = payment['kind'];
            if (
              kind4 !== 'sepa'
              && kind4 !== 'wire'
            ) {
              wrongKind(rules, 'event_data.payment.kind', 'one_of', kind4);
            }
          }
        }
        break;
      default:
        wrongKind(rules, 'event_data.payment.kind', 'invalid_union', payment['kind']);
    }
  }
}

/** What breaks the contract of `event_metadata`. */
function checkEventMetadataV1(rules: BrokenRule[], data: unknown): void {
  if (!isObject(rules, 'event_metadata', data)) return;
  const activityId = data['activity_id'];
  if (activityId !== undefined) {
    if (isText(rules, 'event_metadata.activity_id', activityId, undefined, 100) && !pattern5.test(activityId)) broken(rules, 'event_metadata.activity_id', 'pattern');
  }
  const correlationId = data['correlation_id'];
  if (correlationId !== undefined) {
    isText(rules, 'event_metadata.correlation_id', correlationId, undefined, 255);
  }
  const parentWorkflowId = data['parent_workflow_id'];
  if (parentWorkflowId !== undefined) {
    isText(rules, 'event_metadata.parent_workflow_id', parentWorkflowId, undefined, 255);
  }
  const parentWorkflowRunId = data['parent_workflow_run_id'];
  if (parentWorkflowRunId !== undefined) {
    if (isText(rules, 'event_metadata.parent_workflow_run_id', parentWorkflowRunId) && !uuidPattern2.test(parentWorkflowRunId)) broken(rules, 'event_metadata.parent_workflow_run_id', 'format uuid');
  }
  const parentWorkflowType = data['parent_workflow_type'];
  if (parentWorkflowType !== undefined) {
    if (isText(rules, 'event_metadata.parent_workflow_type', parentWorkflowType, undefined, 100) && !pattern5.test(parentWorkflowType)) broken(rules, 'event_metadata.parent_workflow_type', 'pattern');
  }
  const processingError = data['processing_error'];
  if (processingError !== undefined) {
    isText(rules, 'event_metadata.processing_error', processingError, undefined, 1000);
  }
  const retryCount = data['retry_count'];
  if (retryCount !== undefined) {
    if (isNumber(rules, 'event_metadata.retry_count', retryCount)) {
      if (isWhole(rules, 'event_metadata.retry_count', retryCount)) {
        if (retryCount < 0) broken(rules, 'event_metadata.retry_count', 'min 0');
      }
    }
  }
  const source = data['source'];
  if (source !== undefined) {
    if (isText(rules, 'event_metadata.source', source, undefined, 50) && !lowercasePattern.test(source)) broken(rules, 'event_metadata.source', 'pattern');
  }
  const tags = data['tags'];
  if (tags !== undefined) {
    eachItem(rules, 'event_metadata.tags', tags, (at, item) => {
      if (isText(rules, at, item) && !pattern6.test(item)) broken(rules, at, 'pattern');
    }, undefined, 10);
  }
  const timestamp = data['timestamp'];
  if (isText(rules, 'event_metadata.timestamp', timestamp) && !datetimePattern3.test(timestamp)) broken(rules, 'event_metadata.timestamp', 'format datetime');
  const userId = data['user_id'];
  if (userId !== undefined) {
    if (isText(rules, 'event_metadata.user_id', userId) && !uuidPattern2.test(userId)) broken(rules, 'event_metadata.user_id', 'format uuid');
  }
  const workflowId = data['workflow_id'];
  if (workflowId !== undefined) {
    isText(rules, 'event_metadata.workflow_id', workflowId, undefined, 255);
  }
  const workflowRunId = data['workflow_run_id'];
  if (workflowRunId !== undefined) {
    if (isText(rules, 'event_metadata.workflow_run_id', workflowRunId) && !uuidPattern2.test(workflowRunId)) broken(rules, 'event_metadata.workflow_run_id', 'format uuid');
  }
  const workflowType = data['workflow_type'];
  if (workflowType !== undefined) {
    if (isText(rules, 'event_metadata.workflow_type', workflowType, undefined, 100) && !pattern5.test(workflowType)) broken(rules, 'event_metadata.workflow_type', 'pattern');
  }
}

type Check = (rules: BrokenRule[], data: unknown) => void;

/** The function for each event type, by version. */
export const dataChecks: ReadonlyMap<string, Readonly<Record<number, Check>>> = new Map<string, Readonly<Record<number, Check>>>([
  ['golden.began', { 1: checkGoldenBeganV1 }],
  ['golden.ended', { 1: checkGoldenEndedV1, 2: checkGoldenEndedV2 }],
  ['golden.stopped', { 1: checkGoldenStoppedV1 }],
  ['parity.arrays', { 1: checkParityArraysV1 }],
  ['parity.formats', { 1: checkParityFormatsV1 }],
  ['parity.nested', { 1: checkParityNestedV1 }],
  ['parity.records', { 1: checkParityRecordsV1 }],
  ['parity.recursion', { 1: checkParityRecursionV1 }],
  ['parity.scalars', { 1: checkParityScalarsV1 }],
  ['parity.texts', { 1: checkParityTextsV1 }],
  ['parity.unions', { 1: checkParityUnionsV1 }],
]);

export { checkEventMetadataV1 };
