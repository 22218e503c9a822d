-- Generated from libs/contracts by "nx sync". Do not edit.
-- contracts sha256: 402d13787af92593ade6ffcc209ca97b54ef3b6f68a942ef45baa37050e06de1

CREATE SCHEMA IF NOT EXISTS contracts;
COMMENT ON SCHEMA contracts IS 'What the event contracts say, as functions. Generated.';
GRANT USAGE ON SCHEMA contracts TO PUBLIC;

CREATE OR REPLACE FUNCTION contracts.double_of(value jsonb) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN (jsonb_typeof(value) = 'number') IS NOT TRUE THEN NULL
  WHEN abs(value::numeric) >= 179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880177904174497792 THEN 'Infinity'
  -- Below half of the smallest double; the cast to double precision would fail.
  WHEN abs(value::numeric) < 2.4703282292062328e-324 THEN 0
  ELSE value::double precision
END;
COMMENT ON FUNCTION contracts.double_of(jsonb) IS
  'The JSON number as a double, as JavaScript reads it; Infinity beyond the range of doubles; NULL for what is no number.';

CREATE OR REPLACE FUNCTION contracts.is_multiple(value double precision, step double precision) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN abs(value) < 1e-280 THEN true
  WHEN abs(value) = 'Infinity' THEN false
  WHEN abs(value) > 1e200 THEN abs(value) / 18446744073709551616 / step < 9745314011399999080353382387875188310876226857595007526867906457212948690766426102465615065882010259225304916231408668183459169865203094046577987296312653419531277699956473029870789655490053648352799593479218378873685597925394874945746363615468965612827738803104277547081828589991914110976::double precision
  -- Four times the distance from 1 to the next double, as zod allows.
  ELSE abs(value / step - round(value / step)) < 8.881784197001252e-16 * greatest(abs(value / step), 1)
END;
COMMENT ON FUNCTION contracts.is_multiple(double precision, double precision) IS
  'True when the value is a multiple of the step, as JavaScript and zod compute it.';

CREATE OR REPLACE FUNCTION contracts.infinite_number(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  problem text;
  inner_value jsonb;
BEGIN
  CASE jsonb_typeof(value)
    WHEN 'number' THEN
      IF contracts.double_of(value) = 'Infinity' THEN
        RETURN path || ': finite_number';
      END IF;
    WHEN 'array' THEN
      FOR i IN 0 .. jsonb_array_length(value) - 1 LOOP
        problem := contracts.infinite_number(value -> i, path || '[' || i || ']');
        EXIT WHEN problem IS NOT NULL;
      END LOOP;
    WHEN 'object' THEN
      FOR inner_value IN SELECT e.value FROM jsonb_each(value) e LOOP
        problem := contracts.infinite_number(inner_value, path || '.*');
        EXIT WHEN problem IS NOT NULL;
      END LOOP;
    ELSE
      NULL;
  END CASE;
  RETURN problem;
END
$$;
COMMENT ON FUNCTION contracts.infinite_number(jsonb, text) IS
  'The path and rule of the first number in the value that no double can hold, or NULL; * stands for a key.';

CREATE OR REPLACE FUNCTION contracts.custom_fields(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN jsonb_path_exists(value, 'strict $.**{100} ? (@.type() == "object" || @.type() == "array")')
      THEN path || ': max_depth 100'
    WHEN jsonb_path_exists(
      value,
      'strict $.** ? (@.type() == "number" && (@ >= 179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880177904174497792 || @ <= -179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880177904174497792))'
    )
      THEN contracts.infinite_number(value, path)
  END;
END
$$;
COMMENT ON FUNCTION contracts.custom_fields(jsonb, text) IS
  'The first rule that fields break which no contract names, or NULL.';

CREATE OR REPLACE FUNCTION contracts.matches_993301c3(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^(?=[^\n\r\u2028\u2029]*[0-9])(?![^\n\r\u2028\u2029]*__)[A-Za-z0-9_\-]+$';
COMMENT ON FUNCTION contracts.matches_993301c3(text) IS
  'True for texts that match /^(?=.*\d)(?!.*__)[\w-]+$/u';

CREATE OR REPLACE FUNCTION contracts.matches_020c8be6(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^[^\n\r\u2028\u2029]{2,4}$';
COMMENT ON FUNCTION contracts.matches_020c8be6(text) IS
  'True for texts that match /^.{2,4}$/u';

CREATE OR REPLACE FUNCTION contracts.matches_69e83605(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^[A-Z]+$';
COMMENT ON FUNCTION contracts.matches_69e83605(text) IS
  'True for texts that match /^[A-Z]+$/';

CREATE OR REPLACE FUNCTION contracts.matches_4e0e4e27(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^[^A-Z \u0009\u000a\u000b\u000c\u000d]+$';
COMMENT ON FUNCTION contracts.matches_4e0e4e27(text) IS
  'True for texts that match /^[^A-Z \t\n\v\f\r]+$/u';

CREATE OR REPLACE FUNCTION contracts.matches_4baf0698(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^[^A-Z]*$';
COMMENT ON FUNCTION contracts.matches_4baf0698(text) IS
  'True for texts that match /^[^A-Z]*$/u';

CREATE OR REPLACE FUNCTION contracts.matches_68c42195(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^[a-z]+$';
COMMENT ON FUNCTION contracts.matches_68c42195(text) IS
  'True for texts that match /^[a-z]+$/';

CREATE OR REPLACE FUNCTION contracts.matches_8f52d591(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^[a-z][a-zA-Z0-9]*$';
COMMENT ON FUNCTION contracts.matches_8f52d591(text) IS
  'True for texts that match /^[a-z][a-zA-Z0-9]*$/';

CREATE OR REPLACE FUNCTION contracts.is_cuid2(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^[0-9a-z]+$';
COMMENT ON FUNCTION contracts.is_cuid2(text) IS
  'True for texts of the format cuid2: /^[0-9a-z]+$/';

CREATE OR REPLACE FUNCTION contracts.is_date(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^(?:(?:[0-9][0-9][2468][048]|[0-9][0-9][13579][26]|[0-9][0-9]0[48]|[02468][048]00|[13579][26]00)-02-29|[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|(?:02)-(?:0[1-9]|1[0-9]|2[0-8])))$';
COMMENT ON FUNCTION contracts.is_date(text) IS
  'True for texts of the format date: /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))$/';

CREATE OR REPLACE FUNCTION contracts.is_datetime(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^(?:(?:[0-9][0-9][2468][048]|[0-9][0-9][13579][26]|[0-9][0-9]0[48]|[02468][048]00|[13579][26]00)-02-29|[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|(?:02)-(?:0[1-9]|1[0-9]|2[0-8])))T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|(?:[\+\-](?:[01][0-9]|2[0-3]):[0-5][0-9]))|(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])$';
COMMENT ON FUNCTION contracts.is_datetime(text) IS
  'True for texts of the format datetime: /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|([+-](?:[01]\d|2[0-3]):[0-5]\d))|(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)$/';

CREATE OR REPLACE FUNCTION contracts.is_datetime_2(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^(?:(?:[0-9][0-9][2468][048]|[0-9][0-9][13579][26]|[0-9][0-9]0[48]|[02468][048]00|[13579][26]00)-02-29|[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|(?:02)-(?:0[1-9]|1[0-9]|2[0-8])))T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?(?:Z))$';
COMMENT ON FUNCTION contracts.is_datetime_2(text) IS
  'True for texts of the format datetime: /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z))$/';

CREATE OR REPLACE FUNCTION contracts.is_datetime_3(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^(?:(?:[0-9][0-9][2468][048]|[0-9][0-9][13579][26]|[0-9][0-9]0[48]|[02468][048]00|[13579][26]00)-02-29|[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|(?:02)-(?:0[1-9]|1[0-9]|2[0-8])))T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}(?:Z))$';
COMMENT ON FUNCTION contracts.is_datetime_3(text) IS
  'True for texts of the format datetime: /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}(?:Z))$/';

CREATE OR REPLACE FUNCTION contracts.is_duration(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^P(?:(?:[0-9]+W)|(?![^\n\r\u2028\u2029]*W)(?=[0-9]|T[0-9])(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:[\.,][0-9]+)?S)?)?)$';
COMMENT ON FUNCTION contracts.is_duration(text) IS
  'True for texts of the format duration: /^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$/u';

CREATE OR REPLACE FUNCTION contracts.is_e164(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^\+[1-9][0-9]{6,14}$';
COMMENT ON FUNCTION contracts.is_e164(text) IS
  'True for texts of the format e164: /^\+[1-9]\d{6,14}$/';

CREATE OR REPLACE FUNCTION contracts.is_email(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^(?:[A-Za-z0-9_''\+\-]+\.)*[A-Za-z0-9_''\+\-]*[A-Za-z0-9_\+\-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$';
COMMENT ON FUNCTION contracts.is_email(text) IS
  'True for texts of the format email: /^(?:[A-Za-z0-9_''+\-]+\.)*[A-Za-z0-9_''+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/';

CREATE OR REPLACE FUNCTION contracts.is_email_2(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^[a-zA-Z0-9\.!#\$%&''\*\+/=\?\^_`\{\|\}~\-]+@[a-zA-Z0-9](?:[a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?)*$';
COMMENT ON FUNCTION contracts.is_email_2(text) IS
  'True for texts of the format email: /^[a-zA-Z0-9.!#$%&''*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/';

CREATE OR REPLACE FUNCTION contracts.is_ends_with(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ 'z\$$';
COMMENT ON FUNCTION contracts.is_ends_with(text) IS
  'True for texts of the format ends_with: /z\$$/u';

CREATE OR REPLACE FUNCTION contracts.is_guid(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^(?:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$';
COMMENT ON FUNCTION contracts.is_guid(text) IS
  'True for texts of the format guid: /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$/';

CREATE OR REPLACE FUNCTION contracts.is_hex(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^[0-9a-fA-F]*$';
COMMENT ON FUNCTION contracts.is_hex(text) IS
  'True for texts of the format hex: /^[0-9a-fA-F]*$/';

CREATE OR REPLACE FUNCTION contracts.is_includes(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ 'it''s \(\U0001f600\)';
COMMENT ON FUNCTION contracts.is_includes(text) IS
  'True for texts of the format includes: /it''s \(😀\)/u';

CREATE OR REPLACE FUNCTION contracts.is_ipv4(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$';
COMMENT ON FUNCTION contracts.is_ipv4(text) IS
  'True for texts of the format ipv4: /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$/';

CREATE OR REPLACE FUNCTION contracts.is_lowercase(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^[^A-Z]*$';
COMMENT ON FUNCTION contracts.is_lowercase(text) IS
  'True for texts of the format lowercase: /^[^A-Z]*$/u';

CREATE OR REPLACE FUNCTION contracts.is_mac(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^(?:[0-9A-F]{2}-){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}-){5}[0-9a-f]{2}$';
COMMENT ON FUNCTION contracts.is_mac(text) IS
  'True for texts of the format mac: /^(?:[0-9A-F]{2}-){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}-){5}[0-9a-f]{2}$/';

CREATE OR REPLACE FUNCTION contracts.is_mac_2(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$';
COMMENT ON FUNCTION contracts.is_mac_2(text) IS
  'True for texts of the format mac: /^(?:[0-9A-F]{2}:){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/';

CREATE OR REPLACE FUNCTION contracts.is_nanoid(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^[a-zA-Z0-9_\-]{21}$';
COMMENT ON FUNCTION contracts.is_nanoid(text) IS
  'True for texts of the format nanoid: /^[a-zA-Z0-9_-]{21}$/';

CREATE OR REPLACE FUNCTION contracts.is_starts_with(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^a\.b\*';
COMMENT ON FUNCTION contracts.is_starts_with(text) IS
  'True for texts of the format starts_with: /^a\.b\*/u';

CREATE OR REPLACE FUNCTION contracts.is_time(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$';
COMMENT ON FUNCTION contracts.is_time(text) IS
  'True for texts of the format time: /^(?:[01]\d|2[0-3]):[0-5]\d$/';

CREATE OR REPLACE FUNCTION contracts.is_time_2(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?$';
COMMENT ON FUNCTION contracts.is_time_2(text) IS
  'True for texts of the format time: /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?$/';

CREATE OR REPLACE FUNCTION contracts.is_ulid(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$';
COMMENT ON FUNCTION contracts.is_ulid(text) IS
  'True for texts of the format ulid: /^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$/';

CREATE OR REPLACE FUNCTION contracts.is_uppercase(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^[^a-z]*$';
COMMENT ON FUNCTION contracts.is_uppercase(text) IS
  'True for texts of the format uppercase: /^[^a-z]*$/u';

CREATE OR REPLACE FUNCTION contracts.is_uuid(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^(?:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$';
COMMENT ON FUNCTION contracts.is_uuid(text) IS
  'True for texts of the format uuid: /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$/';

CREATE OR REPLACE FUNCTION contracts.is_uuid_2(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^(?:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$';
COMMENT ON FUNCTION contracts.is_uuid_2(text) IS
  'True for texts of the format uuid: /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$/';

CREATE OR REPLACE FUNCTION contracts.is_uuid_3(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" LIKE '________-____-____-____-____________'
  AND (
    value COLLATE "C" ~ '^[0-9a-fA-F]*-[0-9a-fA-F]*-[1-8][0-9a-fA-F]*-[89abAB][0-9a-fA-F]*-[0-9a-fA-F]*$'
    OR value IN ('00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff')
  );
COMMENT ON FUNCTION contracts.is_uuid_3(text) IS
  'True for texts of the format uuid: /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/';

CREATE OR REPLACE FUNCTION contracts.shared__array_a4314858(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  problem text;
BEGIN
  problem := CASE
    WHEN jsonb_typeof(value) <> 'array' THEN path || ': type array'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR i IN 0 .. jsonb_array_length(value) - 1 LOOP
    problem := CASE
      WHEN jsonb_typeof(value -> i) NOT IN ('boolean', 'null') THEN path || '[' || i || ']: type boolean'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.shared__array_a4314858(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__array_5d8fee8c(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  number_1 double precision;
  problem text;
BEGIN
  problem := CASE
    WHEN jsonb_typeof(value) <> 'array' THEN path || ': type array'
    WHEN jsonb_array_length(value) > 3 THEN path || ': max_items 3'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR i IN 0 .. jsonb_array_length(value) - 1 LOOP
    problem := CASE
      WHEN jsonb_typeof(value -> i) <> 'array' THEN path || '[' || i || ']: type array'
      WHEN jsonb_array_length(value -> i) > 2 THEN path || '[' || i || ']: max_items 2'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
    FOR i2 IN 0 .. jsonb_array_length(value -> i) - 1 LOOP
      number_1 := contracts.double_of(value -> i -> i2);
      problem := CASE
        WHEN jsonb_typeof(value -> i -> i2) <> 'number' THEN path || '[' || i || '][' || i2 || ']: type number'
        WHEN number_1 = 'Infinity' THEN path || '[' || i || '][' || i2 || ']: type number'
        WHEN number_1 <> trunc(number_1) THEN path || '[' || i || '][' || i2 || ']: type int'
        WHEN number_1 > 9007199254740991 THEN path || '[' || i || '][' || i2 || ']: max 9007199254740991'
        WHEN number_1 < -9007199254740991 THEN path || '[' || i || '][' || i2 || ']: min -9007199254740991'
        WHEN number_1 < 0 THEN path || '[' || i || '][' || i2 || ']: min 0'
        WHEN number_1 > 9 THEN path || '[' || i || '][' || i2 || ']: max 9'
      END;
      IF problem IS NOT NULL THEN
        RETURN problem;
      END IF;
    END LOOP;
    problem := CASE
      WHEN jsonb_array_length(value -> i) < 2 THEN path || '[' || i || ']: min_items 2'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.shared__array_5d8fee8c(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__array_82f7c20c(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  problem text;
BEGIN
  problem := CASE
    WHEN jsonb_typeof(value) <> 'array' THEN path || ': type array'
    WHEN jsonb_array_length(value) > 3 THEN path || ': max_items 3'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR i IN 0 .. jsonb_array_length(value) - 1 LOOP
    problem := CASE
      WHEN jsonb_typeof(value -> i) <> 'string' THEN path || '[' || i || ']: type string'
      WHEN char_length(value ->> i) < 2 THEN path || '[' || i || ']: min_length 2'
      WHEN char_length(value ->> i) > 5 THEN path || '[' || i || ']: max_length 5'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  RETURN CASE
    WHEN jsonb_array_length(value) < 1 THEN path || ': min_items 1'
  END;
END
$$;
COMMENT ON FUNCTION contracts.shared__array_82f7c20c(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__array_42b4fa73(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  problem text;
BEGIN
  problem := CASE
    WHEN jsonb_typeof(value) NOT IN ('array', 'null') THEN path || ': type array'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR i IN 0 .. coalesce(jsonb_array_length(nullif(value, 'null')), 0) - 1 LOOP
    problem := CASE
      WHEN jsonb_typeof(value -> i) <> 'object' THEN path || '[' || i || ']: type object'
      WHEN (value -> i -> 'email') IS NULL THEN path || '[' || i || '].email: required'
      WHEN jsonb_typeof(value -> i -> 'email') NOT IN ('string', 'null') THEN path || '[' || i || '].email: type string'
      WHEN NOT contracts.is_email(value -> i ->> 'email') THEN path || '[' || i || '].email: format email'
      WHEN (value -> i -> 'roles') IS NULL THEN path || '[' || i || '].roles: required'
      WHEN jsonb_typeof(value -> i -> 'roles') NOT IN ('array', 'null') THEN path || '[' || i || '].roles: type array'
      WHEN (value -> i) - ARRAY['email', 'roles'] <> '{}' THEN path || '[' || i || ']: unknown_key'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
    FOR i2 IN 0 .. coalesce(jsonb_array_length(nullif(value -> i -> 'roles', 'null')), 0) - 1 LOOP
      problem := CASE
        WHEN (value -> i -> 'roles' -> i2) NOT IN ('"a"', '"b"') THEN path || '[' || i || '].roles[' || i2 || ']: one_of'
      END;
      IF problem IS NOT NULL THEN
        RETURN problem;
      END IF;
    END LOOP;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.shared__array_42b4fa73(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__record_0938d104(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  entry_1 jsonb;
  number_1 double precision;
  problem text;
BEGIN
  problem := CASE
    WHEN jsonb_typeof(value) <> 'object' THEN path || ': type record'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR entry_1 IN SELECT entry.value FROM jsonb_each(value) AS entry LOOP
    number_1 := contracts.double_of(entry_1);
    problem := CASE
      WHEN jsonb_typeof(entry_1) <> 'number' THEN path || '.*: type number'
      WHEN number_1 = 'Infinity' THEN path || '.*: type number'
      WHEN number_1 <> trunc(number_1) THEN path || '.*: type int'
      WHEN number_1 > 9007199254740991 THEN path || '.*: max 9007199254740991'
      WHEN number_1 < -9007199254740991 THEN path || '.*: min -9007199254740991'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.shared__record_0938d104(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__record_dde1b796(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  key_1 text;
  entry_1 jsonb;
  problem text;
BEGIN
  problem := CASE
    WHEN jsonb_typeof(value) <> 'object' THEN path || ': type record'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR key_1, entry_1 IN SELECT * FROM jsonb_each(value) AS entry LOOP
    problem := CASE
      WHEN NOT contracts.matches_68c42195(key_1) THEN path || '.*: invalid_key'
      WHEN char_length(key_1) > 3 THEN path || '.*: invalid_key'
      WHEN jsonb_typeof(entry_1) NOT IN ('string', 'null') THEN path || '.*: type string'
      WHEN char_length(entry_1 #>> '{}') > 5 THEN path || '.*: max_length 5'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.shared__record_dde1b796(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__tuple_7f91ecee(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  number_1 double precision;
BEGIN
  number_1 := contracts.double_of(nullif(value, 'null') -> 0);
  RETURN CASE
    WHEN jsonb_typeof(value) NOT IN ('array', 'null') THEN path || ': type tuple'
    WHEN jsonb_array_length(nullif(value, 'null')) < 2 THEN path || ': min_items 2'
    WHEN jsonb_array_length(nullif(value, 'null')) > 2 THEN path || ': max_items 2'
    WHEN jsonb_typeof(nullif(value, 'null') -> 0) <> 'number' THEN path || '[0]: type number'
    WHEN number_1 = 'Infinity' THEN path || '[0]: type number'
    WHEN number_1 <> trunc(number_1) THEN path || '[0]: type int'
    WHEN number_1 > 9007199254740991 THEN path || '[0]: max 9007199254740991'
    WHEN number_1 < -9007199254740991 THEN path || '[0]: min -9007199254740991'
    WHEN jsonb_typeof(nullif(value, 'null') -> 1) <> 'boolean' THEN path || '[1]: type boolean'
  END;
END
$$;
COMMENT ON FUNCTION contracts.shared__tuple_7f91ecee(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__tuple_77128c40(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  number_1 double precision;
  problem text;
BEGIN
  problem := CASE
    WHEN jsonb_typeof(value) NOT IN ('array', 'null') THEN path || ': type tuple'
    WHEN jsonb_typeof(value) = 'array' AND (nullif(value, 'null') -> 0) IS NULL THEN path || '[0]: required'
    WHEN jsonb_typeof(nullif(value, 'null') -> 0) NOT IN ('string', 'null') THEN path || '[0]: type string'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR i IN 1 .. coalesce(jsonb_array_length(nullif(value, 'null')), 0) - 1 LOOP
    number_1 := contracts.double_of(value -> i);
    problem := CASE
      WHEN jsonb_typeof(value -> i) <> 'number' THEN path || '[' || i || ']: type number'
      WHEN number_1 = 'Infinity' THEN path || '[' || i || ']: type number'
      WHEN number_1 <> trunc(number_1) THEN path || '[' || i || ']: type int'
      WHEN number_1 > 9007199254740991 THEN path || '[' || i || ']: max 9007199254740991'
      WHEN number_1 < -9007199254740991 THEN path || '[' || i || ']: min -9007199254740991'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.shared__tuple_77128c40(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__record_bb70da2c(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  entry_1 jsonb;
  key_1 text;
  entry_2 jsonb;
  number_1 double precision;
  problem text;
BEGIN
  problem := CASE
    WHEN jsonb_typeof(value) NOT IN ('object', 'null') THEN path || ': type record'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR entry_1 IN SELECT entry.value FROM jsonb_each(nullif(value, 'null')) AS entry LOOP
    problem := CASE
      WHEN jsonb_typeof(entry_1) <> 'object' THEN path || '.*: type record'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
    FOR key_1, entry_2 IN SELECT * FROM jsonb_each(entry_1) AS entry LOOP
      problem := CASE
        WHEN char_length(key_1) < 1 THEN path || '.*.*: invalid_key'
        WHEN jsonb_typeof(entry_2) <> 'array' THEN path || '.*.*: type array'
      END;
      IF problem IS NOT NULL THEN
        RETURN problem;
      END IF;
      FOR i3 IN 0 .. jsonb_array_length(entry_2) - 1 LOOP
        number_1 := contracts.double_of(entry_2 -> i3);
        problem := CASE
          WHEN jsonb_typeof(entry_2 -> i3) <> 'number' THEN path || '.*.*[' || i3 || ']: type number'
          WHEN number_1 = 'Infinity' THEN path || '.*.*[' || i3 || ']: type number'
          WHEN number_1 <> trunc(number_1) THEN path || '.*.*[' || i3 || ']: type int'
          WHEN number_1 > 9007199254740991 THEN path || '.*.*[' || i3 || ']: max 9007199254740991'
          WHEN number_1 < -9007199254740991 THEN path || '.*.*[' || i3 || ']: min -9007199254740991'
        END;
        IF problem IS NOT NULL THEN
          RETURN problem;
        END IF;
      END LOOP;
      problem := CASE
        WHEN jsonb_array_length(entry_2) < 1 THEN path || '.*.*: min_items 1'
      END;
      IF problem IS NOT NULL THEN
        RETURN problem;
      END IF;
    END LOOP;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.shared__record_bb70da2c(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__tuple_e4a9de79(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  RETURN CASE
    WHEN jsonb_typeof(value) <> 'array' THEN path || ': type tuple'
    WHEN jsonb_array_length(value) > 0 THEN path || ': max_items 0'
  END;
END
$$;
COMMENT ON FUNCTION contracts.shared__tuple_e4a9de79(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__tuple_be935c9c(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  number_1 double precision;
  problem text;
BEGIN
  problem := CASE
    WHEN jsonb_typeof(value) <> 'array' THEN path || ': type tuple'
    WHEN (value -> 0) IS NULL THEN path || '[0]: required'
    WHEN jsonb_typeof(value -> 0) <> 'string' THEN path || '[0]: type string'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR i IN 1 .. coalesce(jsonb_array_length(value), 0) - 1 LOOP
    problem := CASE
      WHEN jsonb_typeof(value -> i) <> 'array' THEN path || '[' || i || ']: type array'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
    FOR i2 IN 0 .. jsonb_array_length(value -> i) - 1 LOOP
      number_1 := contracts.double_of(value -> i -> i2);
      problem := CASE
        WHEN jsonb_typeof(value -> i -> i2) <> 'number' THEN path || '[' || i || '][' || i2 || ']: type number'
        WHEN number_1 = 'Infinity' THEN path || '[' || i || '][' || i2 || ']: type number'
        WHEN number_1 <> trunc(number_1) THEN path || '[' || i || '][' || i2 || ']: type int'
        WHEN number_1 > 9007199254740991 THEN path || '[' || i || '][' || i2 || ']: max 9007199254740991'
        WHEN number_1 < -9007199254740991 THEN path || '[' || i || '][' || i2 || ']: min -9007199254740991'
      END;
      IF problem IS NOT NULL THEN
        RETURN problem;
      END IF;
    END LOOP;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.shared__tuple_be935c9c(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__tuple_a20a1d1f(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  number_1 double precision;
  number_2 double precision;
  problem text;
BEGIN
  number_1 := contracts.double_of(value -> 1);
  problem := CASE
    WHEN jsonb_typeof(value) <> 'array' THEN path || ': type tuple'
    WHEN (value -> 0) IS NULL THEN path || '[0]: required'
    WHEN (value -> 0) NOT IN ('"m"') THEN path || '[0]: one_of'
    WHEN (value -> 1) IS NULL THEN path || '[1]: required'
    WHEN jsonb_typeof(value -> 1) <> 'number' THEN path || '[1]: type number'
    WHEN number_1 = 'Infinity' THEN path || '[1]: type number'
    WHEN number_1 <> trunc(number_1) THEN path || '[1]: type int'
    WHEN number_1 > 9007199254740991 THEN path || '[1]: max 9007199254740991'
    WHEN number_1 < -9007199254740991 THEN path || '[1]: min -9007199254740991'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR i IN 2 .. coalesce(jsonb_array_length(value), 0) - 1 LOOP
    number_2 := contracts.double_of(value -> i -> 'x');
    problem := CASE
      WHEN jsonb_typeof(value -> i) <> 'object' THEN path || '[' || i || ']: type object'
      WHEN (value -> i -> 'x') IS NULL THEN path || '[' || i || '].x: required'
      WHEN jsonb_typeof(value -> i -> 'x') <> 'number' THEN path || '[' || i || '].x: type number'
      WHEN number_2 = 'Infinity' THEN path || '[' || i || '].x: type number'
      WHEN number_2 <> trunc(number_2) THEN path || '[' || i || '].x: type int'
      WHEN number_2 > 9007199254740991 THEN path || '[' || i || '].x: max 9007199254740991'
      WHEN number_2 < -9007199254740991 THEN path || '[' || i || '].x: min -9007199254740991'
      WHEN (value -> i) - ARRAY['x'] <> '{}' THEN path || '[' || i || ']: unknown_key'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.shared__tuple_a20a1d1f(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__tuple_f20fcc12(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  number_1 double precision;
  number_2 double precision;
BEGIN
  number_1 := contracts.double_of(value -> 0);
  number_2 := contracts.double_of(value -> 1);
  RETURN CASE
    WHEN jsonb_typeof(value) <> 'array' THEN path || ': type tuple'
    WHEN jsonb_array_length(value) < 2 THEN path || ': min_items 2'
    WHEN jsonb_array_length(value) > 2 THEN path || ': max_items 2'
    WHEN jsonb_typeof(value -> 0) <> 'number' THEN path || '[0]: type number'
    WHEN number_1 = 'Infinity' THEN path || '[0]: type number'
    WHEN jsonb_typeof(value -> 1) NOT IN ('number', 'null') THEN path || '[1]: type number'
    WHEN number_2 = 'Infinity' THEN path || '[1]: type number'
  END;
END
$$;
COMMENT ON FUNCTION contracts.shared__tuple_f20fcc12(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__array_98c90292(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  entry_1 jsonb;
  problem text;
BEGIN
  problem := CASE
    WHEN jsonb_typeof(value) <> 'array' THEN path || ': type array'
    WHEN jsonb_array_length(value) > 2 THEN path || ': max_items 2'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR i IN 0 .. jsonb_array_length(value) - 1 LOOP
    problem := CASE
      WHEN jsonb_typeof(value -> i) <> 'object' THEN path || '[' || i || ']: type record'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
    FOR entry_1 IN SELECT entry.value FROM jsonb_each(value -> i) AS entry LOOP
      problem := CASE
        WHEN jsonb_typeof(entry_1) <> 'boolean' THEN path || '[' || i || '].*: type boolean'
      END;
      IF problem IS NOT NULL THEN
        RETURN problem;
      END IF;
    END LOOP;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.shared__array_98c90292(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__array_f1b1f5ad(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  number_1 double precision;
  problem text;
BEGIN
  problem := CASE
    WHEN jsonb_typeof(value) NOT IN ('array', 'null') THEN path || ': type array'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR i IN 0 .. coalesce(jsonb_array_length(nullif(value, 'null')), 0) - 1 LOOP
    problem := CASE
      WHEN jsonb_typeof(value -> i) <> 'array' THEN path || '[' || i || ']: type tuple'
      WHEN jsonb_array_length(value -> i) < 2 THEN path || '[' || i || ']: min_items 2'
      WHEN jsonb_array_length(value -> i) > 2 THEN path || '[' || i || ']: max_items 2'
      WHEN jsonb_typeof(value -> i -> 0) <> 'string' THEN path || '[' || i || '][0]: type string'
      WHEN char_length(value -> i ->> 0) > 3 THEN path || '[' || i || '][0]: max_length 3'
      WHEN jsonb_typeof(value -> i -> 1) <> 'array' THEN path || '[' || i || '][1]: type array'
      WHEN jsonb_array_length(value -> i -> 1) > 2 THEN path || '[' || i || '][1]: max_items 2'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
    FOR i2 IN 0 .. jsonb_array_length(value -> i -> 1) - 1 LOOP
      number_1 := contracts.double_of(value -> i -> 1 -> i2);
      problem := CASE
        WHEN jsonb_typeof(value -> i -> 1 -> i2) <> 'number' THEN path || '[' || i || '][1][' || i2 || ']: type number'
        WHEN number_1 = 'Infinity' THEN path || '[' || i || '][1][' || i2 || ']: type number'
        WHEN number_1 <> trunc(number_1) THEN path || '[' || i || '][1][' || i2 || ']: type int'
        WHEN number_1 > 9007199254740991 THEN path || '[' || i || '][1][' || i2 || ']: max 9007199254740991'
        WHEN number_1 < -9007199254740991 THEN path || '[' || i || '][1][' || i2 || ']: min -9007199254740991'
      END;
      IF problem IS NOT NULL THEN
        RETURN problem;
      END IF;
    END LOOP;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.shared__array_f1b1f5ad(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__union_120a8026(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  number_1 double precision;
  number_2 double precision;
  problem text;
BEGIN
  number_1 := contracts.double_of(value);
  problem := CASE
    WHEN jsonb_typeof(value) <> 'number' THEN path || ': type number'
    WHEN number_1 = 'Infinity' THEN path || ': type number'
  END;
  IF problem IS NULL THEN
    RETURN NULL;
  END IF;
  number_2 := contracts.double_of(value -> 'cents');
  problem := CASE
    WHEN jsonb_typeof(value) <> 'object' THEN path || ': type object'
    WHEN (value -> 'cents') IS NULL THEN path || '.cents: required'
    WHEN jsonb_typeof(value -> 'cents') <> 'number' THEN path || '.cents: type number'
    WHEN number_2 = 'Infinity' THEN path || '.cents: type number'
    WHEN number_2 <> trunc(number_2) THEN path || '.cents: type int'
    WHEN number_2 > 9007199254740991 THEN path || '.cents: max 9007199254740991'
    WHEN number_2 < -9007199254740991 THEN path || '.cents: min -9007199254740991'
    WHEN value - ARRAY['cents'] <> '{}' THEN path || ': unknown_key'
  END;
  IF problem IS NULL THEN
    RETURN NULL;
  END IF;
  problem := CASE
    WHEN value NOT IN ('null') THEN path || ': one_of'
  END;
  IF problem IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN path || ': invalid_union';
END
$$;
COMMENT ON FUNCTION contracts.shared__union_120a8026(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__discriminated_union_0320b8fb(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  number_1 double precision;
  number_2 double precision;
  problem text;
BEGIN
  IF jsonb_typeof(value) <> 'object' THEN
    RETURN path || ': type object';
  END IF;
  IF (value -> 'code') IS NULL THEN
    RETURN path || '.code: required';
  END IF;
  IF contracts.double_of(value -> 'code') IN (1, 2) THEN
    RETURN CASE
      WHEN jsonb_typeof(value) <> 'object' THEN path || ': type object'
      WHEN (value -> 'code') IS NULL THEN path || '.code: required'
      WHEN (value -> 'code') IS NOT NULL AND (contracts.double_of(value -> 'code') IN (1, 2)) IS NOT TRUE
        THEN path || '.code: one_of'
      WHEN (value -> 'text') IS NULL THEN path || '.text: required'
      WHEN jsonb_typeof(value -> 'text') <> 'string' THEN path || '.text: type string'
      WHEN value - ARRAY['code', 'text'] <> '{}' THEN path || ': unknown_key'
    END;
  END IF;
  IF (value -> 'code') IN ('true') THEN
    problem := CASE
      WHEN jsonb_typeof(value) <> 'object' THEN path || ': type object'
      WHEN (value -> 'code') IS NULL THEN path || '.code: required'
      WHEN (value -> 'code') NOT IN ('true') THEN path || '.code: one_of'
      WHEN (value -> 'list') IS NULL THEN path || '.list: required'
      WHEN jsonb_typeof(value -> 'list') <> 'array' THEN path || '.list: type array'
      WHEN jsonb_array_length(value -> 'list') > 2 THEN path || '.list: max_items 2'
      WHEN value - ARRAY['code', 'list'] <> '{}' THEN path || ': unknown_key'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
    FOR i IN 0 .. jsonb_array_length(value -> 'list') - 1 LOOP
      number_1 := contracts.double_of(value -> 'list' -> i);
      problem := CASE
        WHEN jsonb_typeof(value -> 'list' -> i) <> 'number' THEN path || '.list[' || i || ']: type number'
        WHEN number_1 = 'Infinity' THEN path || '.list[' || i || ']: type number'
        WHEN number_1 <> trunc(number_1) THEN path || '.list[' || i || ']: type int'
        WHEN number_1 > 9007199254740991 THEN path || '.list[' || i || ']: max 9007199254740991'
        WHEN number_1 < -9007199254740991 THEN path || '.list[' || i || ']: min -9007199254740991'
      END;
      IF problem IS NOT NULL THEN
        RETURN problem;
      END IF;
    END LOOP;
    RETURN NULL;
  END IF;
  IF (value -> 'code') IN ('null') THEN
    number_2 := contracts.double_of(value -> 'amount');
    RETURN CASE
      WHEN jsonb_typeof(value) <> 'object' THEN path || ': type object'
      WHEN (value -> 'amount') IS NULL THEN path || '.amount: required'
      WHEN jsonb_typeof(value -> 'amount') <> 'number' THEN path || '.amount: type number'
      WHEN number_2 = 'Infinity' THEN path || '.amount: type number'
      WHEN number_2 < 0 THEN path || '.amount: min 0'
      WHEN (value -> 'code') IS NULL THEN path || '.code: required'
      WHEN (value -> 'code') NOT IN ('null') THEN path || '.code: one_of'
      WHEN value - ARRAY['amount', 'code'] <> '{}' THEN path || ': unknown_key'
    END;
  END IF;
  RETURN path || '.code: invalid_union';
END
$$;
COMMENT ON FUNCTION contracts.shared__discriminated_union_0320b8fb(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__xor_d4b2ebd9(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  matches_1 integer := 0;
  number_1 double precision;
  number_2 double precision;
  problem text;
BEGIN
  number_1 := contracts.double_of(value -> 'a');
  problem := CASE
    WHEN jsonb_typeof(value) <> 'object' THEN path || ': type object'
    WHEN jsonb_typeof(value -> 'a') <> 'number' THEN path || '.a: type number'
    WHEN number_1 = 'Infinity' THEN path || '.a: type number'
    WHEN number_1 <> trunc(number_1) THEN path || '.a: type int'
    WHEN number_1 > 9007199254740991 THEN path || '.a: max 9007199254740991'
    WHEN number_1 < -9007199254740991 THEN path || '.a: min -9007199254740991'
    WHEN value - ARRAY['a'] <> '{}' THEN path || ': unknown_key'
  END;
  IF problem IS NULL THEN
    matches_1 := matches_1 + 1;
  END IF;
  number_2 := contracts.double_of(value -> 'b');
  problem := CASE
    WHEN jsonb_typeof(value) <> 'object' THEN path || ': type object'
    WHEN jsonb_typeof(value -> 'b') <> 'number' THEN path || '.b: type number'
    WHEN number_2 = 'Infinity' THEN path || '.b: type number'
    WHEN number_2 <> trunc(number_2) THEN path || '.b: type int'
    WHEN number_2 > 9007199254740991 THEN path || '.b: max 9007199254740991'
    WHEN number_2 < -9007199254740991 THEN path || '.b: min -9007199254740991'
    WHEN value - ARRAY['b'] <> '{}' THEN path || ': unknown_key'
  END;
  IF problem IS NULL THEN
    matches_1 := matches_1 + 1;
  END IF;
  RETURN CASE WHEN matches_1 <> 1 THEN path || ': invalid_union' END;
END
$$;
COMMENT ON FUNCTION contracts.shared__xor_d4b2ebd9(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__xor_d1e52098(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  matches_1 integer := 0;
  number_1 double precision;
  number_2 double precision;
  problem text;
BEGIN
  number_1 := contracts.double_of(value);
  problem := CASE
    WHEN jsonb_typeof(value) <> 'number' THEN path || ': type number'
    WHEN number_1 = 'Infinity' THEN path || ': type number'
    WHEN number_1 < 0 THEN path || ': min 0'
  END;
  IF problem IS NULL THEN
    matches_1 := matches_1 + 1;
  END IF;
  number_2 := contracts.double_of(value);
  problem := CASE
    WHEN jsonb_typeof(value) <> 'number' THEN path || ': type number'
    WHEN number_2 = 'Infinity' THEN path || ': type number'
    WHEN number_2 > 10 THEN path || ': max 10'
  END;
  IF problem IS NULL THEN
    matches_1 := matches_1 + 1;
  END IF;
  problem := CASE
    WHEN value NOT IN ('"none"') THEN path || ': one_of'
  END;
  IF problem IS NULL THEN
    matches_1 := matches_1 + 1;
  END IF;
  RETURN CASE WHEN matches_1 <> 1 THEN path || ': invalid_union' END;
END
$$;
COMMENT ON FUNCTION contracts.shared__xor_d1e52098(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__union_d876ed5a(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  number_1 double precision;
  problem text;
BEGIN
  number_1 := contracts.double_of(value);
  problem := CASE
    WHEN jsonb_typeof(value) <> 'number' THEN path || ': type number'
    WHEN number_1 = 'Infinity' THEN path || ': type number'
    WHEN number_1 <> trunc(number_1) THEN path || ': type int'
    WHEN number_1 > 9007199254740991 THEN path || ': max 9007199254740991'
    WHEN number_1 < -9007199254740991 THEN path || ': min -9007199254740991'
  END;
  IF problem IS NULL THEN
    RETURN NULL;
  END IF;
  problem := CASE
    WHEN jsonb_typeof(value) <> 'string' THEN path || ': type string'
    WHEN char_length(value #>> '{}') < 2 THEN path || ': min_length 2'
  END;
  IF problem IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN path || ': invalid_union';
END
$$;
COMMENT ON FUNCTION contracts.shared__union_d876ed5a(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__union_edda0417(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  number_1 double precision;
  problem text;
BEGIN
  problem := contracts.shared__array_6eba8c47(value, path);
  IF problem IS NULL THEN
    RETURN NULL;
  END IF;
  problem := contracts.shared__array_4a7c60dd(value, path);
  IF problem IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN path || ': invalid_union';
END
$$;
COMMENT ON FUNCTION contracts.shared__union_edda0417(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__array_6eba8c47(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  number_1 double precision;
  problem text;
BEGIN
  problem := CASE
    WHEN jsonb_typeof(value) <> 'array' THEN path || ': type array'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR i IN 0 .. jsonb_array_length(value) - 1 LOOP
    number_1 := contracts.double_of(value -> i);
    problem := CASE
      WHEN jsonb_typeof(value -> i) <> 'number' THEN path || '[' || i || ']: type number'
      WHEN number_1 = 'Infinity' THEN path || '[' || i || ']: type number'
      WHEN number_1 <> trunc(number_1) THEN path || '[' || i || ']: type int'
      WHEN number_1 > 9007199254740991 THEN path || '[' || i || ']: max 9007199254740991'
      WHEN number_1 < -9007199254740991 THEN path || '[' || i || ']: min -9007199254740991'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.shared__array_6eba8c47(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__array_4a7c60dd(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  problem text;
BEGIN
  problem := CASE
    WHEN jsonb_typeof(value) <> 'array' THEN path || ': type array'
    WHEN jsonb_array_length(value) > 2 THEN path || ': max_items 2'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR i IN 0 .. jsonb_array_length(value) - 1 LOOP
    problem := CASE
      WHEN jsonb_typeof(value -> i) <> 'string' THEN path || '[' || i || ']: type string'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.shared__array_4a7c60dd(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__discriminated_union_3020d5cf(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF jsonb_typeof(value) <> 'object' THEN
    RETURN path || ': type object';
  END IF;
  IF (value -> 'kind') IS NULL THEN
    RETURN path || '.kind: required';
  END IF;
  IF (value -> 'kind') IN ('"card"', '"gift card"') THEN
    RETURN CASE
      WHEN jsonb_typeof(value) <> 'object' THEN path || ': type object'
      WHEN (value -> 'kind') IS NULL THEN path || '.kind: required'
      WHEN (value -> 'kind') NOT IN ('"card"', '"gift card"') THEN path || '.kind: one_of'
      WHEN (value -> 'last4') IS NULL THEN path || '.last4: required'
      WHEN jsonb_typeof(value -> 'last4') <> 'string' THEN path || '.last4: type string'
      WHEN char_length(value ->> 'last4') < 4 THEN path || '.last4: min_length 4'
      WHEN char_length(value ->> 'last4') > 4 THEN path || '.last4: max_length 4'
      WHEN value - ARRAY['kind', 'last4'] <> '{}' THEN path || ': unknown_key'
    END;
  END IF;
  IF (value -> 'kind') IN ('"sepa"', '"wire"') THEN
    RETURN CASE
      WHEN jsonb_typeof(value) <> 'object' THEN path || ': type object'
      WHEN (value -> 'iban') IS NULL THEN path || '.iban: required'
      WHEN jsonb_typeof(value -> 'iban') <> 'string' THEN path || '.iban: type string'
      WHEN char_length(value ->> 'iban') > 34 THEN path || '.iban: max_length 34'
      WHEN (value -> 'kind') IS NULL THEN path || '.kind: required'
      WHEN (value -> 'kind') NOT IN ('"sepa"', '"wire"') THEN path || '.kind: one_of'
      WHEN value - ARRAY['iban', 'kind'] <> '{}' THEN path || ': unknown_key'
    END;
  END IF;
  RETURN path || '.kind: invalid_union';
END
$$;
COMMENT ON FUNCTION contracts.shared__discriminated_union_3020d5cf(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__discriminated_union_1274d4c8(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF jsonb_typeof(value) <> 'object' THEN
    RETURN path || ': type object';
  END IF;
  IF (value -> 'kind') IS NULL THEN
    RETURN path || '.kind: required';
  END IF;
  IF (value -> 'kind') IN ('"card"', '"gift card"') THEN
    RETURN CASE
      WHEN jsonb_typeof(value) <> 'object' THEN path || ': type object'
      WHEN (value -> 'kind') IS NULL THEN path || '.kind: required'
      WHEN (value -> 'kind') NOT IN ('"card"', '"gift card"') THEN path || '.kind: one_of'
      WHEN (value -> 'last4') IS NULL THEN path || '.last4: required'
      WHEN jsonb_typeof(value -> 'last4') <> 'string' THEN path || '.last4: type string'
      WHEN char_length(value ->> 'last4') < 4 THEN path || '.last4: min_length 4'
      WHEN char_length(value ->> 'last4') > 4 THEN path || '.last4: max_length 4'
      WHEN value - ARRAY['kind', 'last4'] <> '{}' THEN path || ': unknown_key'
    END;
  END IF;
  IF (value -> 'kind') IN ('"sepa"', '"wire"') THEN
    RETURN CASE
      WHEN jsonb_typeof(value) <> 'object' THEN path || ': type object'
      WHEN (value -> 'iban') IS NULL THEN path || '.iban: required'
      WHEN jsonb_typeof(value -> 'iban') <> 'string' THEN path || '.iban: type string'
      WHEN char_length(value ->> 'iban') > 34 THEN path || '.iban: max_length 34'
      WHEN (value -> 'kind') IS NULL THEN path || '.kind: required'
      WHEN (value -> 'kind') NOT IN ('"sepa"', '"wire"') THEN path || '.kind: one_of'
      WHEN value - ARRAY['iban', 'kind'] <> '{}' THEN path || ': unknown_key'
    END;
  END IF;
  RETURN path || '.kind: invalid_union';
END
$$;
COMMENT ON FUNCTION contracts.shared__discriminated_union_1274d4c8(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__array_8772ecde(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  problem text;
BEGIN
  problem := CASE
    WHEN jsonb_typeof(value) <> 'array' THEN path || ': type array'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR i IN 0 .. jsonb_array_length(value) - 1 LOOP
    problem := contracts.shared__discriminated_union_0320b8fb(value -> i, path || '[' || i || ']');
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.shared__array_8772ecde(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.shared__array_830d0b58(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  problem text;
BEGIN
  problem := CASE
    WHEN jsonb_typeof(value) <> 'array' THEN path || ': type array'
    WHEN jsonb_array_length(value) > 10 THEN path || ': max_items 10'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR i IN 0 .. jsonb_array_length(value) - 1 LOOP
    problem := CASE
      WHEN jsonb_typeof(value -> i) <> 'string' THEN path || '[' || i || ']: type string'
      WHEN NOT contracts.matches_4e0e4e27(value ->> i) THEN path || '[' || i || ']: pattern'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.shared__array_830d0b58(jsonb, text) IS
  'The first rule that the value breaks; NULL when it keeps them all, or is missing.';

CREATE OR REPLACE FUNCTION contracts.golden__began_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'email') IS NULL THEN 'event_data.email: required'
    WHEN jsonb_typeof(event_data -> 'email') <> 'string' THEN 'event_data.email: type string'
    WHEN NOT contracts.is_email(event_data ->> 'email') THEN 'event_data.email: format email'
    WHEN jsonb_typeof(event_data -> 'old_name') <> 'string' THEN 'event_data.old_name: type string'
    WHEN char_length(event_data ->> 'old_name') > 20 THEN 'event_data.old_name: max_length 20'
    WHEN (event_data -> 'tier') IS NULL THEN 'event_data.tier: required'
    WHEN (event_data -> 'tier') NOT IN ('"free"', '"big"') THEN 'event_data.tier: one_of'
    WHEN event_data - ARRAY['email', 'old_name', 'tier'] <> '{}' THEN 'event_data: unknown_key'
  END;
END
$$;
COMMENT ON FUNCTION contracts.golden__began_v1__first_problem(jsonb) IS
  'What contracts.golden__began_v1 says of an event that its quick look does not find valid. Contract 0136aee5aa17.';

CREATE OR REPLACE FUNCTION contracts.golden__began_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && $."email".type() == "string"
        && (!exists($."old_name") || $."old_name".type() == "string")
        && ($."tier".type() == "string" && ($."tier" == "free" || $."tier" == "big"))
    ') IS NOT TRUE THEN contracts.golden__began_v1__first_problem(event_data)
    WHEN NOT contracts.is_email(event_data ->> 'email')
      OR char_length(event_data ->> 'old_name') > 20
      OR event_data - ARRAY['email', 'old_name', 'tier'] <> '{}'
      THEN contracts.golden__began_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.golden__began_v1(jsonb) IS
  'Something began. The first rule of golden.began version 1 that event_data breaks; NULL when it keeps them all. Contract 0136aee5aa17.';

CREATE OR REPLACE FUNCTION contracts.golden__ended_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN event_data <> '{}' THEN 'event_data: unknown_key'
  END;
END
$$;
COMMENT ON FUNCTION contracts.golden__ended_v1__first_problem(jsonb) IS
  'What contracts.golden__ended_v1 says of an event that its quick look does not find valid. Contract 16514bad3094.';

CREATE OR REPLACE FUNCTION contracts.golden__ended_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
    ') IS NOT TRUE THEN contracts.golden__ended_v1__first_problem(event_data)
    WHEN event_data <> '{}'
      THEN contracts.golden__ended_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.golden__ended_v1(jsonb) IS
  'It ended; the first version. The first rule of golden.ended version 1 that event_data breaks; NULL when it keeps them all. Contract 16514bad3094.';

CREATE OR REPLACE FUNCTION contracts.golden__ended_v2__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'how') IS NULL THEN 'event_data.how: required'
    WHEN jsonb_typeof(event_data -> 'how') <> 'string' THEN 'event_data.how: type string'
    WHEN char_length(event_data ->> 'how') < 1 THEN 'event_data.how: min_length 1'
    WHEN event_data - ARRAY['how'] <> '{}' THEN 'event_data: unknown_key'
  END;
END
$$;
COMMENT ON FUNCTION contracts.golden__ended_v2__first_problem(jsonb) IS
  'What contracts.golden__ended_v2 says of an event that its quick look does not find valid. Contract 491c4ace557b.';

CREATE OR REPLACE FUNCTION contracts.golden__ended_v2(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && $."how".type() == "string"
    ') IS NOT TRUE THEN contracts.golden__ended_v2__first_problem(event_data)
    WHEN char_length(event_data ->> 'how') < 1
      OR event_data - ARRAY['how'] <> '{}'
      THEN contracts.golden__ended_v2__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.golden__ended_v2(jsonb) IS
  'It ended. The first rule of golden.ended version 2 that event_data breaks; NULL when it keeps them all. Contract 491c4ace557b.';

CREATE OR REPLACE FUNCTION contracts.golden__stopped_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'reason') IS NULL THEN 'event_data.reason: required'
    WHEN jsonb_typeof(event_data -> 'reason') <> 'string' THEN 'event_data.reason: type string'
    WHEN char_length(event_data ->> 'reason') > 100 THEN 'event_data.reason: max_length 100'
    WHEN event_data - ARRAY['reason'] <> '{}' THEN 'event_data: unknown_key'
  END;
END
$$;
COMMENT ON FUNCTION contracts.golden__stopped_v1__first_problem(jsonb) IS
  'What contracts.golden__stopped_v1 says of an event that its quick look does not find valid. Contract 60381d01a90c.';

CREATE OR REPLACE FUNCTION contracts.golden__stopped_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && $."reason".type() == "string"
    ') IS NOT TRUE THEN contracts.golden__stopped_v1__first_problem(event_data)
    WHEN char_length(event_data ->> 'reason') > 100
      OR event_data - ARRAY['reason'] <> '{}'
      THEN contracts.golden__stopped_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.golden__stopped_v1(jsonb) IS
  'Someone stopped it. The first rule of golden.stopped version 1 that event_data breaks; NULL when it keeps them all. Contract 60381d01a90c.';

CREATE OR REPLACE FUNCTION contracts.parity__arrays_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  number_1 double precision;
  problem text;
BEGIN
  problem := CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'flags') IS NULL THEN 'event_data.flags: required'
    WHEN jsonb_typeof(event_data -> 'flags') <> 'array' THEN 'event_data.flags: type array'
    WHEN jsonb_typeof(event_data -> 'grid') <> 'array' THEN 'event_data.grid: type array'
    WHEN jsonb_array_length(event_data -> 'grid') > 3 THEN 'event_data.grid: max_items 3'
    WHEN (event_data -> 'names') IS NULL THEN 'event_data.names: required'
    WHEN jsonb_typeof(event_data -> 'names') <> 'array' THEN 'event_data.names: type array'
    WHEN jsonb_array_length(event_data -> 'names') > 3 THEN 'event_data.names: max_items 3'
    WHEN (event_data -> 'people') IS NULL THEN 'event_data.people: required'
    WHEN jsonb_typeof(event_data -> 'people') NOT IN ('array', 'null') THEN 'event_data.people: type array'
    WHEN event_data - ARRAY['flags', 'grid', 'names', 'people'] <> '{}' THEN 'event_data: unknown_key'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR i IN 0 .. jsonb_array_length(event_data -> 'flags') - 1 LOOP
    problem := CASE
      WHEN jsonb_typeof(event_data -> 'flags' -> i) NOT IN ('boolean', 'null')
        THEN 'event_data.flags[' || i || ']: type boolean'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  FOR i IN 0 .. coalesce(jsonb_array_length(event_data -> 'grid'), 0) - 1 LOOP
    problem := CASE
      WHEN jsonb_typeof(event_data -> 'grid' -> i) <> 'array' THEN 'event_data.grid[' || i || ']: type array'
      WHEN jsonb_array_length(event_data -> 'grid' -> i) > 2 THEN 'event_data.grid[' || i || ']: max_items 2'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
    FOR i2 IN 0 .. jsonb_array_length(event_data -> 'grid' -> i) - 1 LOOP
      number_1 := contracts.double_of(event_data -> 'grid' -> i -> i2);
      problem := CASE
        WHEN jsonb_typeof(event_data -> 'grid' -> i -> i2) <> 'number'
          THEN 'event_data.grid[' || i || '][' || i2 || ']: type number'
        WHEN number_1 = 'Infinity' THEN 'event_data.grid[' || i || '][' || i2 || ']: type number'
        WHEN number_1 <> trunc(number_1) THEN 'event_data.grid[' || i || '][' || i2 || ']: type int'
        WHEN number_1 > 9007199254740991 THEN 'event_data.grid[' || i || '][' || i2 || ']: max 9007199254740991'
        WHEN number_1 < -9007199254740991 THEN 'event_data.grid[' || i || '][' || i2 || ']: min -9007199254740991'
        WHEN number_1 < 0 THEN 'event_data.grid[' || i || '][' || i2 || ']: min 0'
        WHEN number_1 > 9 THEN 'event_data.grid[' || i || '][' || i2 || ']: max 9'
      END;
      IF problem IS NOT NULL THEN
        RETURN problem;
      END IF;
    END LOOP;
    problem := CASE
      WHEN jsonb_array_length(event_data -> 'grid' -> i) < 2 THEN 'event_data.grid[' || i || ']: min_items 2'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  FOR i IN 0 .. jsonb_array_length(event_data -> 'names') - 1 LOOP
    problem := CASE
      WHEN jsonb_typeof(event_data -> 'names' -> i) <> 'string' THEN 'event_data.names[' || i || ']: type string'
      WHEN char_length(event_data -> 'names' ->> i) < 2 THEN 'event_data.names[' || i || ']: min_length 2'
      WHEN char_length(event_data -> 'names' ->> i) > 5 THEN 'event_data.names[' || i || ']: max_length 5'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  FOR i IN 0 .. coalesce(jsonb_array_length(nullif(event_data -> 'people', 'null')), 0) - 1 LOOP
    problem := CASE
      WHEN jsonb_typeof(event_data -> 'people' -> i) <> 'object' THEN 'event_data.people[' || i || ']: type object'
      WHEN (event_data -> 'people' -> i -> 'email') IS NULL THEN 'event_data.people[' || i || '].email: required'
      WHEN jsonb_typeof(event_data -> 'people' -> i -> 'email') NOT IN ('string', 'null')
        THEN 'event_data.people[' || i || '].email: type string'
      WHEN NOT contracts.is_email(event_data -> 'people' -> i ->> 'email')
        THEN 'event_data.people[' || i || '].email: format email'
      WHEN (event_data -> 'people' -> i -> 'roles') IS NULL THEN 'event_data.people[' || i || '].roles: required'
      WHEN jsonb_typeof(event_data -> 'people' -> i -> 'roles') NOT IN ('array', 'null')
        THEN 'event_data.people[' || i || '].roles: type array'
      WHEN (event_data -> 'people' -> i) - ARRAY['email', 'roles'] <> '{}' THEN 'event_data.people[' || i || ']: unknown_key'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
    FOR i2 IN 0 .. coalesce(jsonb_array_length(nullif(event_data -> 'people' -> i -> 'roles', 'null')), 0) - 1 LOOP
      problem := CASE
        WHEN (event_data -> 'people' -> i -> 'roles' -> i2) NOT IN ('"a"', '"b"')
          THEN 'event_data.people[' || i || '].roles[' || i2 || ']: one_of'
      END;
      IF problem IS NOT NULL THEN
        RETURN problem;
      END IF;
    END LOOP;
  END LOOP;
  RETURN CASE
    WHEN jsonb_array_length(event_data -> 'names') < 1 THEN 'event_data.names: min_items 1'
  END;
END
$$;
COMMENT ON FUNCTION contracts.parity__arrays_v1__first_problem(jsonb) IS
  'What contracts.parity__arrays_v1 says of an event that its quick look does not find valid. Contract 13dadd74befb.';

CREATE OR REPLACE FUNCTION contracts.parity__arrays_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && exists($."flags")
        && exists($."names")
        && ($."people".type() == "null" || exists($."people"))
    ') IS NOT TRUE THEN contracts.parity__arrays_v1__first_problem(event_data)
    WHEN contracts.shared__array_a4314858(event_data -> 'flags', 'event_data.flags') IS NOT NULL
      OR contracts.shared__array_5d8fee8c(event_data -> 'grid', 'event_data.grid') IS NOT NULL
      OR contracts.shared__array_82f7c20c(event_data -> 'names', 'event_data.names') IS NOT NULL
      OR contracts.shared__array_42b4fa73(nullif(event_data -> 'people', 'null'), 'event_data.people') IS NOT NULL
      OR event_data - ARRAY['flags', 'grid', 'names', 'people'] <> '{}'
      THEN contracts.parity__arrays_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.parity__arrays_v1(jsonb) IS
  'Arrays of everything. The first rule of parity.arrays version 1 that event_data breaks; NULL when it keeps them all. Contract 13dadd74befb.';

CREATE OR REPLACE FUNCTION contracts.parity__formats_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'cuid2') IS NULL THEN 'event_data.cuid2: required'
    WHEN jsonb_typeof(event_data -> 'cuid2') <> 'string' THEN 'event_data.cuid2: type string'
    WHEN NOT contracts.is_cuid2(event_data ->> 'cuid2') THEN 'event_data.cuid2: format cuid2'
    WHEN (event_data -> 'date') IS NULL THEN 'event_data.date: required'
    WHEN jsonb_typeof(event_data -> 'date') <> 'string' THEN 'event_data.date: type string'
    WHEN NOT contracts.is_date(event_data ->> 'date') THEN 'event_data.date: format date'
    WHEN (event_data -> 'duration') IS NULL THEN 'event_data.duration: required'
    WHEN jsonb_typeof(event_data -> 'duration') <> 'string' THEN 'event_data.duration: type string'
    WHEN NOT contracts.is_duration(event_data ->> 'duration') THEN 'event_data.duration: format duration'
    WHEN (event_data -> 'guid') IS NULL THEN 'event_data.guid: required'
    WHEN jsonb_typeof(event_data -> 'guid') <> 'string' THEN 'event_data.guid: type string'
    WHEN NOT contracts.is_guid(event_data ->> 'guid') THEN 'event_data.guid: format guid'
    WHEN (event_data -> 'hex') IS NULL THEN 'event_data.hex: required'
    WHEN jsonb_typeof(event_data -> 'hex') <> 'string' THEN 'event_data.hex: type string'
    WHEN NOT contracts.is_hex(event_data ->> 'hex') THEN 'event_data.hex: format hex'
    WHEN char_length(event_data ->> 'hex') > 8 THEN 'event_data.hex: max_length 8'
    WHEN jsonb_typeof(event_data -> 'html_mail') <> 'string' THEN 'event_data.html_mail: type string'
    WHEN NOT contracts.is_email_2(event_data ->> 'html_mail') THEN 'event_data.html_mail: format email'
    WHEN (event_data -> 'ipv4') IS NULL THEN 'event_data.ipv4: required'
    WHEN jsonb_typeof(event_data -> 'ipv4') <> 'string' THEN 'event_data.ipv4: type string'
    WHEN NOT contracts.is_ipv4(event_data ->> 'ipv4') THEN 'event_data.ipv4: format ipv4'
    WHEN (event_data -> 'mac') IS NULL THEN 'event_data.mac: required'
    WHEN jsonb_typeof(event_data -> 'mac') <> 'string' THEN 'event_data.mac: type string'
    WHEN NOT contracts.is_mac_2(event_data ->> 'mac') THEN 'event_data.mac: format mac'
    WHEN jsonb_typeof(event_data -> 'mac_dashes') <> 'string' THEN 'event_data.mac_dashes: type string'
    WHEN NOT contracts.is_mac(event_data ->> 'mac_dashes') THEN 'event_data.mac_dashes: format mac'
    WHEN (event_data -> 'nanoid') IS NULL THEN 'event_data.nanoid: required'
    WHEN jsonb_typeof(event_data -> 'nanoid') <> 'string' THEN 'event_data.nanoid: type string'
    WHEN NOT contracts.is_nanoid(event_data ->> 'nanoid') THEN 'event_data.nanoid: format nanoid'
    WHEN (event_data -> 'phone') IS NULL THEN 'event_data.phone: required'
    WHEN jsonb_typeof(event_data -> 'phone') <> 'string' THEN 'event_data.phone: type string'
    WHEN NOT contracts.is_e164(event_data ->> 'phone') THEN 'event_data.phone: format e164'
    WHEN (event_data -> 'time') IS NULL THEN 'event_data.time: required'
    WHEN jsonb_typeof(event_data -> 'time') <> 'string' THEN 'event_data.time: type string'
    WHEN NOT contracts.is_time_2(event_data ->> 'time') THEN 'event_data.time: format time'
    WHEN jsonb_typeof(event_data -> 'time_to_minutes') <> 'string' THEN 'event_data.time_to_minutes: type string'
    WHEN NOT contracts.is_time(event_data ->> 'time_to_minutes') THEN 'event_data.time_to_minutes: format time'
    WHEN (event_data -> 'ulid') IS NULL THEN 'event_data.ulid: required'
    WHEN jsonb_typeof(event_data -> 'ulid') <> 'string' THEN 'event_data.ulid: type string'
    WHEN NOT contracts.is_ulid(event_data ->> 'ulid') THEN 'event_data.ulid: format ulid'
    WHEN jsonb_typeof(event_data -> 'uuid_v7') <> 'string' THEN 'event_data.uuid_v7: type string'
    WHEN NOT contracts.is_uuid_2(event_data ->> 'uuid_v7') THEN 'event_data.uuid_v7: format uuid'
    WHEN event_data - ARRAY['cuid2', 'date', 'duration', 'guid', 'hex', 'html_mail', 'ipv4', 'mac', 'mac_dashes', 'nanoid', 'phone', 'time', 'time_to_minutes', 'ulid', 'uuid_v7'] <> '{}'
      THEN 'event_data: unknown_key'
  END;
END
$$;
COMMENT ON FUNCTION contracts.parity__formats_v1__first_problem(jsonb) IS
  'What contracts.parity__formats_v1 says of an event that its quick look does not find valid. Contract 1e5881dd2a14.';

CREATE OR REPLACE FUNCTION contracts.parity__formats_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && $."cuid2".type() == "string"
        && $."date".type() == "string"
        && $."duration".type() == "string"
        && $."guid".type() == "string"
        && $."hex".type() == "string"
        && (!exists($."html_mail") || $."html_mail".type() == "string")
        && $."ipv4".type() == "string"
        && $."mac".type() == "string"
        && (!exists($."mac_dashes") || $."mac_dashes".type() == "string")
        && $."nanoid".type() == "string"
        && $."phone".type() == "string"
        && $."time".type() == "string"
        && (!exists($."time_to_minutes") || $."time_to_minutes".type() == "string")
        && $."ulid".type() == "string"
        && (!exists($."uuid_v7") || $."uuid_v7".type() == "string")
    ') IS NOT TRUE THEN contracts.parity__formats_v1__first_problem(event_data)
    WHEN NOT contracts.is_cuid2(event_data ->> 'cuid2')
      OR NOT contracts.is_date(event_data ->> 'date')
      OR NOT contracts.is_duration(event_data ->> 'duration')
      OR NOT contracts.is_guid(event_data ->> 'guid')
      OR NOT contracts.is_hex(event_data ->> 'hex')
      OR char_length(event_data ->> 'hex') > 8
      OR NOT contracts.is_email_2(event_data ->> 'html_mail')
      OR NOT contracts.is_ipv4(event_data ->> 'ipv4')
      OR NOT contracts.is_mac_2(event_data ->> 'mac')
      OR NOT contracts.is_mac(event_data ->> 'mac_dashes')
      OR NOT contracts.is_nanoid(event_data ->> 'nanoid')
      OR NOT contracts.is_e164(event_data ->> 'phone')
      OR NOT contracts.is_time_2(event_data ->> 'time')
      OR NOT contracts.is_time(event_data ->> 'time_to_minutes')
      OR NOT contracts.is_ulid(event_data ->> 'ulid')
      OR NOT contracts.is_uuid_2(event_data ->> 'uuid_v7')
      OR event_data - ARRAY['cuid2', 'date', 'duration', 'guid', 'hex', 'html_mail', 'ipv4', 'mac', 'mac_dashes', 'nanoid', 'phone', 'time', 'time_to_minutes', 'ulid', 'uuid_v7'] <> '{}'
      THEN contracts.parity__formats_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.parity__formats_v1(jsonb) IS
  'Every format that a pattern says wholly. The first rule of parity.formats version 1 that event_data breaks; NULL when it keeps them all. Contract 1e5881dd2a14.';

CREATE OR REPLACE FUNCTION contracts.parity__nested_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  number_1 double precision;
  number_2 double precision;
  number_3 double precision;
  number_4 double precision;
  number_5 double precision;
  number_6 double precision;
  number_7 double precision;
  number_8 double precision;
  number_9 double precision;
BEGIN
  number_1 := contracts.double_of(event_data -> 'home' -> 'floor');
  number_2 := contracts.double_of(event_data -> 'home' -> 'position' -> 'lat');
  number_3 := contracts.double_of(event_data -> 'home' -> 'position' -> 'lon');
  number_4 := contracts.double_of(event_data -> 'other' -> 'floor');
  number_5 := contracts.double_of(event_data -> 'other' -> 'position' -> 'lat');
  number_6 := contracts.double_of(event_data -> 'other' -> 'position' -> 'lon');
  number_7 := contracts.double_of(event_data -> 'work' -> 'floor');
  number_8 := contracts.double_of(event_data -> 'work' -> 'position' -> 'lat');
  number_9 := contracts.double_of(event_data -> 'work' -> 'position' -> 'lon');
  RETURN CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN jsonb_typeof(event_data -> 'empty') <> 'object' THEN 'event_data.empty: type object'
    WHEN (event_data -> 'empty') <> '{}' THEN 'event_data.empty: unknown_key'
    WHEN (event_data -> 'home') IS NULL THEN 'event_data.home: required'
    WHEN jsonb_typeof(event_data -> 'home') <> 'object' THEN 'event_data.home: type object'
    WHEN jsonb_typeof(event_data -> 'home' -> 'floor') <> 'number' THEN 'event_data.home.floor: type number'
    WHEN number_1 = 'Infinity' THEN 'event_data.home.floor: type number'
    WHEN number_1 <> trunc(number_1) THEN 'event_data.home.floor: type int'
    WHEN number_1 > 9007199254740991 THEN 'event_data.home.floor: max 9007199254740991'
    WHEN number_1 < -9007199254740991 THEN 'event_data.home.floor: min -9007199254740991'
    WHEN number_1 < -3 THEN 'event_data.home.floor: min -3'
    WHEN number_1 > 163 THEN 'event_data.home.floor: max 163'
    WHEN (event_data -> 'home' -> 'position') IS NULL THEN 'event_data.home.position: required'
    WHEN jsonb_typeof(event_data -> 'home' -> 'position') NOT IN ('object', 'null')
      THEN 'event_data.home.position: type object'
    WHEN jsonb_typeof(event_data -> 'home' -> 'position') = 'object' AND (event_data -> 'home' -> 'position' -> 'lat') IS NULL
      THEN 'event_data.home.position.lat: required'
    WHEN jsonb_typeof(event_data -> 'home' -> 'position' -> 'lat') <> 'number'
      THEN 'event_data.home.position.lat: type number'
    WHEN number_2 = 'Infinity' THEN 'event_data.home.position.lat: type number'
    WHEN number_2 < -90 THEN 'event_data.home.position.lat: min -90'
    WHEN number_2 > 90 THEN 'event_data.home.position.lat: max 90'
    WHEN jsonb_typeof(event_data -> 'home' -> 'position') = 'object' AND (event_data -> 'home' -> 'position' -> 'lon') IS NULL
      THEN 'event_data.home.position.lon: required'
    WHEN jsonb_typeof(event_data -> 'home' -> 'position' -> 'lon') <> 'number'
      THEN 'event_data.home.position.lon: type number'
    WHEN number_3 = 'Infinity' THEN 'event_data.home.position.lon: type number'
    WHEN nullif(event_data -> 'home' -> 'position', 'null') - ARRAY['lat', 'lon'] <> '{}'
      THEN 'event_data.home.position: unknown_key'
    WHEN (event_data -> 'home' -> 'street') IS NULL THEN 'event_data.home.street: required'
    WHEN jsonb_typeof(event_data -> 'home' -> 'street') <> 'string' THEN 'event_data.home.street: type string'
    WHEN char_length(event_data -> 'home' ->> 'street') < 1 THEN 'event_data.home.street: min_length 1'
    WHEN char_length(event_data -> 'home' ->> 'street') > 40 THEN 'event_data.home.street: max_length 40'
    WHEN (event_data -> 'home') - ARRAY['floor', 'position', 'street'] <> '{}' THEN 'event_data.home: unknown_key'
    WHEN (event_data -> 'nothing') IS NULL THEN 'event_data.nothing: required'
    WHEN jsonb_typeof(event_data -> 'nothing') NOT IN ('object', 'null') THEN 'event_data.nothing: type object'
    WHEN nullif(event_data -> 'nothing', 'null') <> '{}' THEN 'event_data.nothing: unknown_key'
    WHEN jsonb_typeof(event_data -> 'other') NOT IN ('object', 'null') THEN 'event_data.other: type object'
    WHEN jsonb_typeof(event_data -> 'other' -> 'floor') <> 'number' THEN 'event_data.other.floor: type number'
    WHEN number_4 = 'Infinity' THEN 'event_data.other.floor: type number'
    WHEN number_4 <> trunc(number_4) THEN 'event_data.other.floor: type int'
    WHEN number_4 > 9007199254740991 THEN 'event_data.other.floor: max 9007199254740991'
    WHEN number_4 < -9007199254740991 THEN 'event_data.other.floor: min -9007199254740991'
    WHEN number_4 < -3 THEN 'event_data.other.floor: min -3'
    WHEN number_4 > 163 THEN 'event_data.other.floor: max 163'
    WHEN jsonb_typeof(event_data -> 'other') = 'object' AND (event_data -> 'other' -> 'position') IS NULL
      THEN 'event_data.other.position: required'
    WHEN jsonb_typeof(event_data -> 'other' -> 'position') NOT IN ('object', 'null')
      THEN 'event_data.other.position: type object'
    WHEN jsonb_typeof(event_data -> 'other' -> 'position') = 'object' AND (event_data -> 'other' -> 'position' -> 'lat') IS NULL
      THEN 'event_data.other.position.lat: required'
    WHEN jsonb_typeof(event_data -> 'other' -> 'position' -> 'lat') <> 'number'
      THEN 'event_data.other.position.lat: type number'
    WHEN number_5 = 'Infinity' THEN 'event_data.other.position.lat: type number'
    WHEN number_5 < -90 THEN 'event_data.other.position.lat: min -90'
    WHEN number_5 > 90 THEN 'event_data.other.position.lat: max 90'
    WHEN jsonb_typeof(event_data -> 'other' -> 'position') = 'object' AND (event_data -> 'other' -> 'position' -> 'lon') IS NULL
      THEN 'event_data.other.position.lon: required'
    WHEN jsonb_typeof(event_data -> 'other' -> 'position' -> 'lon') <> 'number'
      THEN 'event_data.other.position.lon: type number'
    WHEN number_6 = 'Infinity' THEN 'event_data.other.position.lon: type number'
    WHEN nullif(event_data -> 'other' -> 'position', 'null') - ARRAY['lat', 'lon'] <> '{}'
      THEN 'event_data.other.position: unknown_key'
    WHEN jsonb_typeof(event_data -> 'other') = 'object' AND (event_data -> 'other' -> 'street') IS NULL
      THEN 'event_data.other.street: required'
    WHEN jsonb_typeof(event_data -> 'other' -> 'street') <> 'string' THEN 'event_data.other.street: type string'
    WHEN char_length(event_data -> 'other' ->> 'street') < 1 THEN 'event_data.other.street: min_length 1'
    WHEN char_length(event_data -> 'other' ->> 'street') > 40 THEN 'event_data.other.street: max_length 40'
    WHEN nullif(event_data -> 'other', 'null') - ARRAY['floor', 'position', 'street'] <> '{}'
      THEN 'event_data.other: unknown_key'
    WHEN jsonb_typeof(event_data -> 'work') <> 'object' THEN 'event_data.work: type object'
    WHEN jsonb_typeof(event_data -> 'work' -> 'floor') <> 'number' THEN 'event_data.work.floor: type number'
    WHEN number_7 = 'Infinity' THEN 'event_data.work.floor: type number'
    WHEN number_7 <> trunc(number_7) THEN 'event_data.work.floor: type int'
    WHEN number_7 > 9007199254740991 THEN 'event_data.work.floor: max 9007199254740991'
    WHEN number_7 < -9007199254740991 THEN 'event_data.work.floor: min -9007199254740991'
    WHEN number_7 < -3 THEN 'event_data.work.floor: min -3'
    WHEN number_7 > 163 THEN 'event_data.work.floor: max 163'
    WHEN jsonb_typeof(event_data -> 'work') = 'object' AND (event_data -> 'work' -> 'position') IS NULL
      THEN 'event_data.work.position: required'
    WHEN jsonb_typeof(event_data -> 'work' -> 'position') NOT IN ('object', 'null')
      THEN 'event_data.work.position: type object'
    WHEN jsonb_typeof(event_data -> 'work' -> 'position') = 'object' AND (event_data -> 'work' -> 'position' -> 'lat') IS NULL
      THEN 'event_data.work.position.lat: required'
    WHEN jsonb_typeof(event_data -> 'work' -> 'position' -> 'lat') <> 'number'
      THEN 'event_data.work.position.lat: type number'
    WHEN number_8 = 'Infinity' THEN 'event_data.work.position.lat: type number'
    WHEN number_8 < -90 THEN 'event_data.work.position.lat: min -90'
    WHEN number_8 > 90 THEN 'event_data.work.position.lat: max 90'
    WHEN jsonb_typeof(event_data -> 'work' -> 'position') = 'object' AND (event_data -> 'work' -> 'position' -> 'lon') IS NULL
      THEN 'event_data.work.position.lon: required'
    WHEN jsonb_typeof(event_data -> 'work' -> 'position' -> 'lon') <> 'number'
      THEN 'event_data.work.position.lon: type number'
    WHEN number_9 = 'Infinity' THEN 'event_data.work.position.lon: type number'
    WHEN nullif(event_data -> 'work' -> 'position', 'null') - ARRAY['lat', 'lon'] <> '{}'
      THEN 'event_data.work.position: unknown_key'
    WHEN jsonb_typeof(event_data -> 'work') = 'object' AND (event_data -> 'work' -> 'street') IS NULL
      THEN 'event_data.work.street: required'
    WHEN jsonb_typeof(event_data -> 'work' -> 'street') <> 'string' THEN 'event_data.work.street: type string'
    WHEN char_length(event_data -> 'work' ->> 'street') < 1 THEN 'event_data.work.street: min_length 1'
    WHEN char_length(event_data -> 'work' ->> 'street') > 40 THEN 'event_data.work.street: max_length 40'
    WHEN (event_data -> 'work') - ARRAY['floor', 'position', 'street'] <> '{}' THEN 'event_data.work: unknown_key'
    WHEN event_data - ARRAY['empty', 'home', 'nothing', 'other', 'work'] <> '{}' THEN 'event_data: unknown_key'
  END;
END
$$;
COMMENT ON FUNCTION contracts.parity__nested_v1__first_problem(jsonb) IS
  'What contracts.parity__nested_v1 says of an event that its quick look does not find valid. Contract 7819d5ca6432.';

CREATE OR REPLACE FUNCTION contracts.parity__nested_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && (!exists($."empty") || $."empty".type() == "object")
        && $."home".type() == "object"
        && (!exists($."home"."floor") || $."home"."floor".type() == "number" && $."home"."floor" % 1 == 0 && $."home"."floor" >= -3 && $."home"."floor" <= 163)
        && ($."home"."position".type() == "null" || $."home"."position".type() == "object" && $."home"."position"."lat".type() == "number" && $."home"."position"."lat" >= -90 && $."home"."position"."lat" <= 90 && $."home"."position"."lon".type() == "number" && $."home"."position"."lon" >= -1.7976931348623157e+308 && $."home"."position"."lon" <= 1.7976931348623157e+308)
        && $."home"."street".type() == "string"
        && ($."nothing".type() == "null" || $."nothing".type() == "object")
        && (!exists($."other") || $."other".type() == "null" || $."other".type() == "object" && (!exists($."other"."floor") || $."other"."floor".type() == "number" && $."other"."floor" % 1 == 0 && $."other"."floor" >= -3 && $."other"."floor" <= 163) && ($."other"."position".type() == "null" || $."other"."position".type() == "object" && $."other"."position"."lat".type() == "number" && $."other"."position"."lat" >= -90 && $."other"."position"."lat" <= 90 && $."other"."position"."lon".type() == "number" && $."other"."position"."lon" >= -1.7976931348623157e+308 && $."other"."position"."lon" <= 1.7976931348623157e+308) && $."other"."street".type() == "string")
        && (!exists($."work") || $."work".type() == "object" && (!exists($."work"."floor") || $."work"."floor".type() == "number" && $."work"."floor" % 1 == 0 && $."work"."floor" >= -3 && $."work"."floor" <= 163) && ($."work"."position".type() == "null" || $."work"."position".type() == "object" && $."work"."position"."lat".type() == "number" && $."work"."position"."lat" >= -90 && $."work"."position"."lat" <= 90 && $."work"."position"."lon".type() == "number" && $."work"."position"."lon" >= -1.7976931348623157e+308 && $."work"."position"."lon" <= 1.7976931348623157e+308) && $."work"."street".type() == "string")
    ') IS NOT TRUE THEN contracts.parity__nested_v1__first_problem(event_data)
    WHEN (event_data -> 'empty') <> '{}'
      OR nullif(event_data -> 'home' -> 'position', 'null') - ARRAY['lat', 'lon'] <> '{}'
      OR char_length(event_data -> 'home' ->> 'street') < 1
      OR char_length(event_data -> 'home' ->> 'street') > 40
      OR (event_data -> 'home') - ARRAY['floor', 'position', 'street'] <> '{}'
      OR nullif(event_data -> 'nothing', 'null') <> '{}'
      OR nullif(event_data -> 'other' -> 'position', 'null') - ARRAY['lat', 'lon'] <> '{}'
      OR char_length(event_data -> 'other' ->> 'street') < 1
      OR char_length(event_data -> 'other' ->> 'street') > 40
      OR nullif(event_data -> 'other', 'null') - ARRAY['floor', 'position', 'street'] <> '{}'
      OR nullif(event_data -> 'work' -> 'position', 'null') - ARRAY['lat', 'lon'] <> '{}'
      OR char_length(event_data -> 'work' ->> 'street') < 1
      OR char_length(event_data -> 'work' ->> 'street') > 40
      OR (event_data -> 'work') - ARRAY['floor', 'position', 'street'] <> '{}'
      OR event_data - ARRAY['empty', 'home', 'nothing', 'other', 'work'] <> '{}'
      THEN contracts.parity__nested_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.parity__nested_v1(jsonb) IS
  'Objects in objects, missing or null; it''s quoted. The first rule of parity.nested version 1 that event_data breaks; NULL when it keeps them all. Contract 7819d5ca6432.';

CREATE OR REPLACE FUNCTION contracts.parity__records_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  entry_1 jsonb;
  number_1 double precision;
  key_1 text;
  entry_2 jsonb;
  number_2 double precision;
  number_3 double precision;
  entry_3 jsonb;
  key_2 text;
  entry_4 jsonb;
  number_4 double precision;
  number_5 double precision;
  number_6 double precision;
  number_7 double precision;
  number_8 double precision;
  number_9 double precision;
  entry_5 jsonb;
  number_10 double precision;
  problem text;
BEGIN
  number_2 := contracts.double_of(nullif(event_data -> 'maybe', 'null') -> 0);
  number_6 := contracts.double_of(event_data -> 'path' -> 1);
  number_8 := contracts.double_of(event_data -> 'point' -> 0);
  number_9 := contracts.double_of(event_data -> 'point' -> 1);
  problem := CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_path_exists(event_data, 'strict $.** ? (exists (@."__proto__"))') THEN 'event_data: reserved_key'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'counts') IS NULL THEN 'event_data.counts: required'
    WHEN jsonb_typeof(event_data -> 'counts') <> 'object' THEN 'event_data.counts: type record'
    WHEN jsonb_typeof(event_data -> 'labels') <> 'object' THEN 'event_data.labels: type record'
    WHEN (event_data -> 'maybe') IS NULL THEN 'event_data.maybe: required'
    WHEN jsonb_typeof(event_data -> 'maybe') NOT IN ('array', 'null') THEN 'event_data.maybe: type tuple'
    WHEN jsonb_array_length(nullif(event_data -> 'maybe', 'null')) < 2 THEN 'event_data.maybe: min_items 2'
    WHEN jsonb_array_length(nullif(event_data -> 'maybe', 'null')) > 2 THEN 'event_data.maybe: max_items 2'
    WHEN jsonb_typeof(nullif(event_data -> 'maybe', 'null') -> 0) <> 'number' THEN 'event_data.maybe[0]: type number'
    WHEN number_2 = 'Infinity' THEN 'event_data.maybe[0]: type number'
    WHEN number_2 <> trunc(number_2) THEN 'event_data.maybe[0]: type int'
    WHEN number_2 > 9007199254740991 THEN 'event_data.maybe[0]: max 9007199254740991'
    WHEN number_2 < -9007199254740991 THEN 'event_data.maybe[0]: min -9007199254740991'
    WHEN jsonb_typeof(nullif(event_data -> 'maybe', 'null') -> 1) <> 'boolean' THEN 'event_data.maybe[1]: type boolean'
    WHEN jsonb_typeof(event_data -> 'maybe_more') NOT IN ('array', 'null') THEN 'event_data.maybe_more: type tuple'
    WHEN jsonb_typeof(event_data -> 'maybe_more') = 'array' AND (nullif(event_data -> 'maybe_more', 'null') -> 0) IS NULL
      THEN 'event_data.maybe_more[0]: required'
    WHEN jsonb_typeof(nullif(event_data -> 'maybe_more', 'null') -> 0) NOT IN ('string', 'null')
      THEN 'event_data.maybe_more[0]: type string'
    WHEN (event_data -> 'nested') IS NULL THEN 'event_data.nested: required'
    WHEN jsonb_typeof(event_data -> 'nested') NOT IN ('object', 'null') THEN 'event_data.nested: type record'
    WHEN jsonb_typeof(event_data -> 'nothing') <> 'array' THEN 'event_data.nothing: type tuple'
    WHEN jsonb_array_length(event_data -> 'nothing') > 0 THEN 'event_data.nothing: max_items 0'
    WHEN jsonb_typeof(event_data -> 'numbers') <> 'array' THEN 'event_data.numbers: type tuple'
    WHEN jsonb_typeof(event_data -> 'numbers') = 'array' AND (event_data -> 'numbers' -> 0) IS NULL
      THEN 'event_data.numbers[0]: required'
    WHEN jsonb_typeof(event_data -> 'numbers' -> 0) <> 'string' THEN 'event_data.numbers[0]: type string'
    WHEN jsonb_typeof(event_data -> 'path') <> 'array' THEN 'event_data.path: type tuple'
    WHEN jsonb_typeof(event_data -> 'path') = 'array' AND (event_data -> 'path' -> 0) IS NULL
      THEN 'event_data.path[0]: required'
    WHEN (event_data -> 'path' -> 0) NOT IN ('"m"') THEN 'event_data.path[0]: one_of'
    WHEN jsonb_typeof(event_data -> 'path') = 'array' AND (event_data -> 'path' -> 1) IS NULL
      THEN 'event_data.path[1]: required'
    WHEN jsonb_typeof(event_data -> 'path' -> 1) <> 'number' THEN 'event_data.path[1]: type number'
    WHEN number_6 = 'Infinity' THEN 'event_data.path[1]: type number'
    WHEN number_6 <> trunc(number_6) THEN 'event_data.path[1]: type int'
    WHEN number_6 > 9007199254740991 THEN 'event_data.path[1]: max 9007199254740991'
    WHEN number_6 < -9007199254740991 THEN 'event_data.path[1]: min -9007199254740991'
    WHEN (event_data -> 'point') IS NULL THEN 'event_data.point: required'
    WHEN jsonb_typeof(event_data -> 'point') <> 'array' THEN 'event_data.point: type tuple'
    WHEN jsonb_array_length(event_data -> 'point') < 2 THEN 'event_data.point: min_items 2'
    WHEN jsonb_array_length(event_data -> 'point') > 2 THEN 'event_data.point: max_items 2'
    WHEN jsonb_typeof(event_data -> 'point' -> 0) <> 'number' THEN 'event_data.point[0]: type number'
    WHEN number_8 = 'Infinity' THEN 'event_data.point[0]: type number'
    WHEN jsonb_typeof(event_data -> 'point' -> 1) NOT IN ('number', 'null') THEN 'event_data.point[1]: type number'
    WHEN number_9 = 'Infinity' THEN 'event_data.point[1]: type number'
    WHEN jsonb_typeof(event_data -> 'ratings') <> 'array' THEN 'event_data.ratings: type array'
    WHEN jsonb_array_length(event_data -> 'ratings') > 2 THEN 'event_data.ratings: max_items 2'
    WHEN (event_data -> 'rows') IS NULL THEN 'event_data.rows: required'
    WHEN jsonb_typeof(event_data -> 'rows') NOT IN ('array', 'null') THEN 'event_data.rows: type array'
    WHEN event_data - ARRAY['counts', 'labels', 'maybe', 'maybe_more', 'nested', 'nothing', 'numbers', 'path', 'point', 'ratings', 'rows'] <> '{}'
      THEN 'event_data: unknown_key'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR entry_1 IN SELECT entry.value FROM jsonb_each(event_data -> 'counts') AS entry LOOP
    number_1 := contracts.double_of(entry_1);
    problem := CASE
      WHEN jsonb_typeof(entry_1) <> 'number' THEN 'event_data.counts.*: type number'
      WHEN number_1 = 'Infinity' THEN 'event_data.counts.*: type number'
      WHEN number_1 <> trunc(number_1) THEN 'event_data.counts.*: type int'
      WHEN number_1 > 9007199254740991 THEN 'event_data.counts.*: max 9007199254740991'
      WHEN number_1 < -9007199254740991 THEN 'event_data.counts.*: min -9007199254740991'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  FOR key_1, entry_2 IN SELECT * FROM jsonb_each(event_data -> 'labels') AS entry LOOP
    problem := CASE
      WHEN NOT contracts.matches_68c42195(key_1) THEN 'event_data.labels.*: invalid_key'
      WHEN char_length(key_1) > 3 THEN 'event_data.labels.*: invalid_key'
      WHEN jsonb_typeof(entry_2) NOT IN ('string', 'null') THEN 'event_data.labels.*: type string'
      WHEN char_length(entry_2 #>> '{}') > 5 THEN 'event_data.labels.*: max_length 5'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  FOR i IN 1 .. coalesce(jsonb_array_length(nullif(event_data -> 'maybe_more', 'null')), 0) - 1 LOOP
    number_3 := contracts.double_of(event_data -> 'maybe_more' -> i);
    problem := CASE
      WHEN jsonb_typeof(event_data -> 'maybe_more' -> i) <> 'number' THEN 'event_data.maybe_more[' || i || ']: type number'
      WHEN number_3 = 'Infinity' THEN 'event_data.maybe_more[' || i || ']: type number'
      WHEN number_3 <> trunc(number_3) THEN 'event_data.maybe_more[' || i || ']: type int'
      WHEN number_3 > 9007199254740991 THEN 'event_data.maybe_more[' || i || ']: max 9007199254740991'
      WHEN number_3 < -9007199254740991 THEN 'event_data.maybe_more[' || i || ']: min -9007199254740991'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  FOR entry_3 IN SELECT entry.value FROM jsonb_each(nullif(event_data -> 'nested', 'null')) AS entry LOOP
    problem := CASE
      WHEN jsonb_typeof(entry_3) <> 'object' THEN 'event_data.nested.*: type record'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
    FOR key_2, entry_4 IN SELECT * FROM jsonb_each(entry_3) AS entry LOOP
      problem := CASE
        WHEN char_length(key_2) < 1 THEN 'event_data.nested.*.*: invalid_key'
        WHEN jsonb_typeof(entry_4) <> 'array' THEN 'event_data.nested.*.*: type array'
      END;
      IF problem IS NOT NULL THEN
        RETURN problem;
      END IF;
      FOR i3 IN 0 .. jsonb_array_length(entry_4) - 1 LOOP
        number_4 := contracts.double_of(entry_4 -> i3);
        problem := CASE
          WHEN jsonb_typeof(entry_4 -> i3) <> 'number' THEN 'event_data.nested.*.*[' || i3 || ']: type number'
          WHEN number_4 = 'Infinity' THEN 'event_data.nested.*.*[' || i3 || ']: type number'
          WHEN number_4 <> trunc(number_4) THEN 'event_data.nested.*.*[' || i3 || ']: type int'
          WHEN number_4 > 9007199254740991 THEN 'event_data.nested.*.*[' || i3 || ']: max 9007199254740991'
          WHEN number_4 < -9007199254740991 THEN 'event_data.nested.*.*[' || i3 || ']: min -9007199254740991'
        END;
        IF problem IS NOT NULL THEN
          RETURN problem;
        END IF;
      END LOOP;
      problem := CASE
        WHEN jsonb_array_length(entry_4) < 1 THEN 'event_data.nested.*.*: min_items 1'
      END;
      IF problem IS NOT NULL THEN
        RETURN problem;
      END IF;
    END LOOP;
  END LOOP;
  FOR i IN 1 .. coalesce(jsonb_array_length(event_data -> 'numbers'), 0) - 1 LOOP
    problem := CASE
      WHEN jsonb_typeof(event_data -> 'numbers' -> i) <> 'array' THEN 'event_data.numbers[' || i || ']: type array'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
    FOR i2 IN 0 .. jsonb_array_length(event_data -> 'numbers' -> i) - 1 LOOP
      number_5 := contracts.double_of(event_data -> 'numbers' -> i -> i2);
      problem := CASE
        WHEN jsonb_typeof(event_data -> 'numbers' -> i -> i2) <> 'number'
          THEN 'event_data.numbers[' || i || '][' || i2 || ']: type number'
        WHEN number_5 = 'Infinity' THEN 'event_data.numbers[' || i || '][' || i2 || ']: type number'
        WHEN number_5 <> trunc(number_5) THEN 'event_data.numbers[' || i || '][' || i2 || ']: type int'
        WHEN number_5 > 9007199254740991 THEN 'event_data.numbers[' || i || '][' || i2 || ']: max 9007199254740991'
        WHEN number_5 < -9007199254740991 THEN 'event_data.numbers[' || i || '][' || i2 || ']: min -9007199254740991'
      END;
      IF problem IS NOT NULL THEN
        RETURN problem;
      END IF;
    END LOOP;
  END LOOP;
  FOR i IN 2 .. coalesce(jsonb_array_length(event_data -> 'path'), 0) - 1 LOOP
    number_7 := contracts.double_of(event_data -> 'path' -> i -> 'x');
    problem := CASE
      WHEN jsonb_typeof(event_data -> 'path' -> i) <> 'object' THEN 'event_data.path[' || i || ']: type object'
      WHEN (event_data -> 'path' -> i -> 'x') IS NULL THEN 'event_data.path[' || i || '].x: required'
      WHEN jsonb_typeof(event_data -> 'path' -> i -> 'x') <> 'number' THEN 'event_data.path[' || i || '].x: type number'
      WHEN number_7 = 'Infinity' THEN 'event_data.path[' || i || '].x: type number'
      WHEN number_7 <> trunc(number_7) THEN 'event_data.path[' || i || '].x: type int'
      WHEN number_7 > 9007199254740991 THEN 'event_data.path[' || i || '].x: max 9007199254740991'
      WHEN number_7 < -9007199254740991 THEN 'event_data.path[' || i || '].x: min -9007199254740991'
      WHEN (event_data -> 'path' -> i) - ARRAY['x'] <> '{}' THEN 'event_data.path[' || i || ']: unknown_key'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  FOR i IN 0 .. coalesce(jsonb_array_length(event_data -> 'ratings'), 0) - 1 LOOP
    problem := CASE
      WHEN jsonb_typeof(event_data -> 'ratings' -> i) <> 'object' THEN 'event_data.ratings[' || i || ']: type record'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
    FOR entry_5 IN SELECT entry.value FROM jsonb_each(event_data -> 'ratings' -> i) AS entry LOOP
      problem := CASE
        WHEN jsonb_typeof(entry_5) <> 'boolean' THEN 'event_data.ratings[' || i || '].*: type boolean'
      END;
      IF problem IS NOT NULL THEN
        RETURN problem;
      END IF;
    END LOOP;
  END LOOP;
  FOR i IN 0 .. coalesce(jsonb_array_length(nullif(event_data -> 'rows', 'null')), 0) - 1 LOOP
    problem := CASE
      WHEN jsonb_typeof(event_data -> 'rows' -> i) <> 'array' THEN 'event_data.rows[' || i || ']: type tuple'
      WHEN jsonb_array_length(event_data -> 'rows' -> i) < 2 THEN 'event_data.rows[' || i || ']: min_items 2'
      WHEN jsonb_array_length(event_data -> 'rows' -> i) > 2 THEN 'event_data.rows[' || i || ']: max_items 2'
      WHEN jsonb_typeof(event_data -> 'rows' -> i -> 0) <> 'string' THEN 'event_data.rows[' || i || '][0]: type string'
      WHEN char_length(event_data -> 'rows' -> i ->> 0) > 3 THEN 'event_data.rows[' || i || '][0]: max_length 3'
      WHEN jsonb_typeof(event_data -> 'rows' -> i -> 1) <> 'array' THEN 'event_data.rows[' || i || '][1]: type array'
      WHEN jsonb_array_length(event_data -> 'rows' -> i -> 1) > 2 THEN 'event_data.rows[' || i || '][1]: max_items 2'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
    FOR i2 IN 0 .. jsonb_array_length(event_data -> 'rows' -> i -> 1) - 1 LOOP
      number_10 := contracts.double_of(event_data -> 'rows' -> i -> 1 -> i2);
      problem := CASE
        WHEN jsonb_typeof(event_data -> 'rows' -> i -> 1 -> i2) <> 'number'
          THEN 'event_data.rows[' || i || '][1][' || i2 || ']: type number'
        WHEN number_10 = 'Infinity' THEN 'event_data.rows[' || i || '][1][' || i2 || ']: type number'
        WHEN number_10 <> trunc(number_10) THEN 'event_data.rows[' || i || '][1][' || i2 || ']: type int'
        WHEN number_10 > 9007199254740991 THEN 'event_data.rows[' || i || '][1][' || i2 || ']: max 9007199254740991'
        WHEN number_10 < -9007199254740991 THEN 'event_data.rows[' || i || '][1][' || i2 || ']: min -9007199254740991'
      END;
      IF problem IS NOT NULL THEN
        RETURN problem;
      END IF;
    END LOOP;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.parity__records_v1__first_problem(jsonb) IS
  'What contracts.parity__records_v1 says of an event that its quick look does not find valid. Contract dbce9ec87d07.';

CREATE OR REPLACE FUNCTION contracts.parity__records_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && exists($."counts")
        && ($."maybe".type() == "null" || exists($."maybe"))
        && ($."nested".type() == "null" || exists($."nested"))
        && exists($."point")
        && ($."rows".type() == "null" || exists($."rows"))
    ') IS NOT TRUE THEN contracts.parity__records_v1__first_problem(event_data)
    WHEN jsonb_path_exists(event_data, 'strict $.** ? (exists (@."__proto__"))')
      OR contracts.shared__record_0938d104(event_data -> 'counts', 'event_data.counts') IS NOT NULL
      OR contracts.shared__record_dde1b796(event_data -> 'labels', 'event_data.labels') IS NOT NULL
      OR contracts.shared__tuple_7f91ecee(nullif(event_data -> 'maybe', 'null'), 'event_data.maybe') IS NOT NULL
      OR contracts.shared__tuple_77128c40(nullif(event_data -> 'maybe_more', 'null'), 'event_data.maybe_more') IS NOT NULL
      OR contracts.shared__record_bb70da2c(nullif(event_data -> 'nested', 'null'), 'event_data.nested') IS NOT NULL
      OR contracts.shared__tuple_e4a9de79(event_data -> 'nothing', 'event_data.nothing') IS NOT NULL
      OR contracts.shared__tuple_be935c9c(event_data -> 'numbers', 'event_data.numbers') IS NOT NULL
      OR contracts.shared__tuple_a20a1d1f(event_data -> 'path', 'event_data.path') IS NOT NULL
      OR contracts.shared__tuple_f20fcc12(event_data -> 'point', 'event_data.point') IS NOT NULL
      OR contracts.shared__array_98c90292(event_data -> 'ratings', 'event_data.ratings') IS NOT NULL
      OR contracts.shared__array_f1b1f5ad(nullif(event_data -> 'rows', 'null'), 'event_data.rows') IS NOT NULL
      OR event_data - ARRAY['counts', 'labels', 'maybe', 'maybe_more', 'nested', 'nothing', 'numbers', 'path', 'point', 'ratings', 'rows'] <> '{}'
      THEN contracts.parity__records_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.parity__records_v1(jsonb) IS
  'Records and tuples. The first rule of parity.records version 1 that event_data breaks; NULL when it keeps them all. Contract dbce9ec87d07.';

CREATE OR REPLACE FUNCTION contracts.parity__recursion_v1__formula(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  RETURN contracts.parity__recursion_v1__formula_2(value, path);
END
$$;
COMMENT ON FUNCTION contracts.parity__recursion_v1__formula(jsonb, text) IS
  'The first rule that the value breaks, of the part "formula" in contracts.parity__recursion_v1; NULL when it keeps them all, or is missing. Contract 9a52909fad38.';

CREATE OR REPLACE FUNCTION contracts.parity__recursion_v1__formula_2(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  number_1 double precision;
  problem text;
BEGIN
  IF jsonb_typeof(value) <> 'object' THEN
    RETURN path || ': type object';
  END IF;
  IF (value -> 'op') IS NULL THEN
    RETURN path || '.op: required';
  END IF;
  IF (value -> 'op') IN ('"value"') THEN
    number_1 := contracts.double_of(value -> 'value');
    RETURN CASE
      WHEN jsonb_typeof(value) <> 'object' THEN path || ': type object'
      WHEN (value -> 'op') IS NULL THEN path || '.op: required'
      WHEN (value -> 'op') NOT IN ('"value"') THEN path || '.op: one_of'
      WHEN (value -> 'value') IS NULL THEN path || '.value: required'
      WHEN jsonb_typeof(value -> 'value') <> 'number' THEN path || '.value: type number'
      WHEN number_1 = 'Infinity' THEN path || '.value: type number'
      WHEN value - ARRAY['op', 'value'] <> '{}' THEN path || ': unknown_key'
    END;
  END IF;
  IF (value -> 'op') IN ('"sum"') THEN
    problem := CASE
      WHEN jsonb_typeof(value) <> 'object' THEN path || ': type object'
      WHEN (value -> 'op') IS NULL THEN path || '.op: required'
      WHEN (value -> 'op') NOT IN ('"sum"') THEN path || '.op: one_of'
      WHEN (value -> 'parts') IS NULL THEN path || '.parts: required'
      WHEN jsonb_typeof(value -> 'parts') <> 'array' THEN path || '.parts: type tuple'
      WHEN (value -> 'parts' -> 0) IS NULL THEN path || '.parts[0]: required'
      WHEN value - ARRAY['op', 'parts'] <> '{}' THEN path || ': unknown_key'
      ELSE contracts.parity__recursion_v1__formula(value -> 'parts' -> 0, path || '.parts[0]')
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
    FOR i IN 1 .. coalesce(jsonb_array_length(value -> 'parts'), 0) - 1 LOOP
      problem := contracts.parity__recursion_v1__formula(value -> 'parts' -> i, path || '.parts[' || i || ']');
      IF problem IS NOT NULL THEN
        RETURN problem;
      END IF;
    END LOOP;
    RETURN NULL;
  END IF;
  RETURN path || '.op: invalid_union';
END
$$;
COMMENT ON FUNCTION contracts.parity__recursion_v1__formula_2(jsonb, text) IS
  'The first rule that the value breaks, of the part "formula" in contracts.parity__recursion_v1; NULL when it keeps them all, or is missing. Contract 9a52909fad38.';

CREATE OR REPLACE FUNCTION contracts.parity__recursion_v1__json(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  RETURN contracts.parity__recursion_v1__json_2(value, path);
END
$$;
COMMENT ON FUNCTION contracts.parity__recursion_v1__json(jsonb, text) IS
  'The first rule that the value breaks, of the part "json" in contracts.parity__recursion_v1; NULL when it keeps them all, or is missing. Contract 9a52909fad38.';

CREATE OR REPLACE FUNCTION contracts.parity__recursion_v1__json_2(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  number_1 double precision;
  entry_1 jsonb;
  problem text;
BEGIN
  problem := CASE
    WHEN jsonb_typeof(value) <> 'string' THEN path || ': type string'
    WHEN char_length(value #>> '{}') > 5 THEN path || ': max_length 5'
  END;
  IF problem IS NULL THEN
    RETURN NULL;
  END IF;
  number_1 := contracts.double_of(value);
  problem := CASE
    WHEN jsonb_typeof(value) <> 'number' THEN path || ': type number'
    WHEN number_1 = 'Infinity' THEN path || ': type number'
  END;
  IF problem IS NULL THEN
    RETURN NULL;
  END IF;
  problem := CASE
    WHEN jsonb_typeof(value) <> 'boolean' THEN path || ': type boolean'
  END;
  IF problem IS NULL THEN
    RETURN NULL;
  END IF;
  problem := CASE
    WHEN value NOT IN ('null') THEN path || ': one_of'
  END;
  IF problem IS NULL THEN
    RETURN NULL;
  END IF;
  problem := contracts.parity__recursion_v1__json_3(value, path);
  IF problem IS NULL THEN
    RETURN NULL;
  END IF;
  problem := contracts.parity__recursion_v1__json_4(value, path);
  IF problem IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN path || ': invalid_union';
END
$$;
COMMENT ON FUNCTION contracts.parity__recursion_v1__json_2(jsonb, text) IS
  'The first rule that the value breaks, of the part "json" in contracts.parity__recursion_v1; NULL when it keeps them all, or is missing. Contract 9a52909fad38.';

CREATE OR REPLACE FUNCTION contracts.parity__recursion_v1__json_3(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  problem text;
BEGIN
  problem := CASE
    WHEN jsonb_typeof(value) <> 'array' THEN path || ': type array'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR i IN 0 .. jsonb_array_length(value) - 1 LOOP
    problem := contracts.parity__recursion_v1__json(value -> i, path || '[' || i || ']');
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.parity__recursion_v1__json_3(jsonb, text) IS
  'The first rule that the value breaks, of the part "json" in contracts.parity__recursion_v1; NULL when it keeps them all, or is missing. Contract 9a52909fad38.';

CREATE OR REPLACE FUNCTION contracts.parity__recursion_v1__json_4(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  entry_1 jsonb;
  problem text;
BEGIN
  problem := CASE
    WHEN jsonb_typeof(value) <> 'object' THEN path || ': type record'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR entry_1 IN SELECT entry.value FROM jsonb_each(value) AS entry LOOP
    problem := contracts.parity__recursion_v1__json(entry_1, path || '.*');
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.parity__recursion_v1__json_4(jsonb, text) IS
  'The first rule that the value breaks, of the part "json" in contracts.parity__recursion_v1; NULL when it keeps them all, or is missing. Contract 9a52909fad38.';

CREATE OR REPLACE FUNCTION contracts.parity__recursion_v1__link(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  number_1 double precision;
BEGIN
  number_1 := contracts.double_of(value -> 'at');
  RETURN CASE
    WHEN jsonb_typeof(value) NOT IN ('object', 'null') THEN path || ': type object'
    WHEN jsonb_typeof(value) = 'object' AND (value -> 'at') IS NULL THEN path || '.at: required'
    WHEN jsonb_typeof(value -> 'at') <> 'number' THEN path || '.at: type number'
    WHEN number_1 = 'Infinity' THEN path || '.at: type number'
    WHEN number_1 <> trunc(number_1) THEN path || '.at: type int'
    WHEN number_1 > 9007199254740991 THEN path || '.at: max 9007199254740991'
    WHEN number_1 < -9007199254740991 THEN path || '.at: min -9007199254740991'
    WHEN jsonb_typeof(value) = 'object' AND (value -> 'next') IS NULL THEN path || '.next: required'
    WHEN nullif(value, 'null') - ARRAY['at', 'next'] <> '{}' THEN path || ': unknown_key'
    ELSE contracts.parity__recursion_v1__link(value -> 'next', path || '.next')
  END;
END
$$;
COMMENT ON FUNCTION contracts.parity__recursion_v1__link(jsonb, text) IS
  'The first rule that the value breaks, of the part "link" in contracts.parity__recursion_v1; NULL when it keeps them all, or is missing. Contract 9a52909fad38.';

CREATE OR REPLACE FUNCTION contracts.parity__recursion_v1__other_tree(value jsonb, path text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  problem text;
BEGIN
  problem := CASE
    WHEN jsonb_typeof(value) <> 'object' THEN path || ': type object'
    WHEN jsonb_typeof(value -> 'children') <> 'array' THEN path || '.children: type array'
    WHEN jsonb_array_length(value -> 'children') > 3 THEN path || '.children: max_items 3'
    WHEN (value -> 'name') IS NULL THEN path || '.name: required'
    WHEN jsonb_typeof(value -> 'name') <> 'string' THEN path || '.name: type string'
    WHEN char_length(value ->> 'name') < 1 THEN path || '.name: min_length 1'
    WHEN char_length(value ->> 'name') > 5 THEN path || '.name: max_length 5'
    WHEN value - ARRAY['children', 'name'] <> '{}' THEN path || ': unknown_key'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR i IN 0 .. coalesce(jsonb_array_length(value -> 'children'), 0) - 1 LOOP
    problem := contracts.parity__recursion_v1__other_tree(value -> 'children' -> i, path || '.children[' || i || ']');
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.parity__recursion_v1__other_tree(jsonb, text) IS
  'The first rule that the value breaks, of the part "other_tree" in contracts.parity__recursion_v1; NULL when it keeps them all, or is missing. Contract 9a52909fad38.';

CREATE OR REPLACE FUNCTION contracts.parity__recursion_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_path_exists(event_data, 'strict $.**{100} ? (@.type() == "object" || @.type() == "array")')
      THEN 'event_data: max_depth 100'
    WHEN jsonb_path_exists(event_data, 'strict $.** ? (exists (@."__proto__"))') THEN 'event_data: reserved_key'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'link') IS NULL THEN 'event_data.link: required'
    WHEN (event_data -> 'tree') IS NULL THEN 'event_data.tree: required'
    WHEN event_data - ARRAY['formula', 'json', 'link', 'other_tree', 'tree'] <> '{}' THEN 'event_data: unknown_key'
    ELSE coalesce(contracts.parity__recursion_v1__formula(event_data -> 'formula', 'event_data.formula'), contracts.parity__recursion_v1__json(event_data -> 'json', 'event_data.json'), contracts.parity__recursion_v1__link(event_data -> 'link', 'event_data.link'), contracts.parity__recursion_v1__other_tree(nullif(event_data -> 'other_tree', 'null'), 'event_data.other_tree'), contracts.parity__recursion_v1__other_tree(event_data -> 'tree', 'event_data.tree'))
  END;
END
$$;
COMMENT ON FUNCTION contracts.parity__recursion_v1__first_problem(jsonb) IS
  'What contracts.parity__recursion_v1 says of an event that its quick look does not find valid. Contract 9a52909fad38.';

CREATE OR REPLACE FUNCTION contracts.parity__recursion_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && exists($."link")
        && exists($."tree")
    ') IS NOT TRUE THEN contracts.parity__recursion_v1__first_problem(event_data)
    WHEN jsonb_path_exists(event_data, 'strict $.**{100} ? (@.type() == "object" || @.type() == "array")')
      OR jsonb_path_exists(event_data, 'strict $.** ? (exists (@."__proto__"))')
      OR contracts.parity__recursion_v1__formula(event_data -> 'formula', 'event_data.formula') IS NOT NULL
      OR contracts.parity__recursion_v1__json(event_data -> 'json', 'event_data.json') IS NOT NULL
      OR contracts.parity__recursion_v1__link(event_data -> 'link', 'event_data.link') IS NOT NULL
      OR contracts.parity__recursion_v1__other_tree(nullif(event_data -> 'other_tree', 'null'), 'event_data.other_tree') IS NOT NULL
      OR contracts.parity__recursion_v1__other_tree(event_data -> 'tree', 'event_data.tree') IS NOT NULL
      OR event_data - ARRAY['formula', 'json', 'link', 'other_tree', 'tree'] <> '{}'
      THEN contracts.parity__recursion_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.parity__recursion_v1(jsonb) IS
  'Shapes that contain themselves. The first rule of parity.recursion version 1 that event_data breaks; NULL when it keeps them all. Contract 9a52909fad38.';

CREATE OR REPLACE FUNCTION contracts.parity__scalars_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  number_1 double precision;
  number_2 double precision;
  number_3 double precision;
  number_4 double precision;
  number_5 double precision;
BEGIN
  number_1 := contracts.double_of(event_data -> 'any_number');
  number_2 := contracts.double_of(event_data -> 'cents');
  number_3 := contracts.double_of(event_data -> 'fraction');
  number_4 := contracts.double_of(event_data -> 'huge');
  number_5 := contracts.double_of(event_data -> 'open');
  RETURN CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'any_id') IS NULL THEN 'event_data.any_id: required'
    WHEN jsonb_typeof(event_data -> 'any_id') <> 'string' THEN 'event_data.any_id: type string'
    WHEN NOT contracts.is_uuid_3(event_data ->> 'any_id') THEN 'event_data.any_id: format uuid'
    WHEN (event_data -> 'any_number') IS NULL THEN 'event_data.any_number: required'
    WHEN jsonb_typeof(event_data -> 'any_number') <> 'number' THEN 'event_data.any_number: type number'
    WHEN number_1 = 'Infinity' THEN 'event_data.any_number: type number'
    WHEN (event_data -> 'at') IS NULL THEN 'event_data.at: required'
    WHEN jsonb_typeof(event_data -> 'at') <> 'string' THEN 'event_data.at: type string'
    WHEN NOT contracts.is_datetime_2(event_data ->> 'at') THEN 'event_data.at: format datetime'
    WHEN (event_data -> 'cents') IS NULL THEN 'event_data.cents: required'
    WHEN jsonb_typeof(event_data -> 'cents') <> 'number' THEN 'event_data.cents: type number'
    WHEN number_2 = 'Infinity' THEN 'event_data.cents: type number'
    WHEN number_2 <> trunc(number_2) THEN 'event_data.cents: type int'
    WHEN number_2 > 9007199254740991 THEN 'event_data.cents: max 9007199254740991'
    WHEN number_2 < -9007199254740991 THEN 'event_data.cents: min -9007199254740991'
    WHEN number_2 < 0.5 THEN 'event_data.cents: min 0.5'
    WHEN number_2 > 1000000 THEN 'event_data.cents: max 1000000'
    WHEN (event_data -> 'code') IS NULL THEN 'event_data.code: required'
    WHEN jsonb_typeof(event_data -> 'code') <> 'string' THEN 'event_data.code: type string'
    WHEN char_length(event_data ->> 'code') < 3 THEN 'event_data.code: min_length 3'
    WHEN char_length(event_data ->> 'code') > 3 THEN 'event_data.code: max_length 3'
    WHEN NOT contracts.matches_69e83605(event_data ->> 'code') THEN 'event_data.code: pattern'
    WHEN (event_data -> 'constant') IS NULL THEN 'event_data.constant: required'
    WHEN (event_data -> 'constant') NOT IN ('"it''s \"x\""') THEN 'event_data.constant: one_of'
    WHEN (event_data -> 'fraction') IS NULL THEN 'event_data.fraction: required'
    WHEN jsonb_typeof(event_data -> 'fraction') <> 'number' THEN 'event_data.fraction: type number'
    WHEN number_3 = 'Infinity' THEN 'event_data.fraction: type number'
    WHEN number_3 < 0.1 THEN 'event_data.fraction: min 0.1'
    WHEN number_3 > 0.30000000000000004 THEN 'event_data.fraction: max 0.30000000000000004'
    WHEN (event_data -> 'huge') IS NULL THEN 'event_data.huge: required'
    WHEN jsonb_typeof(event_data -> 'huge') NOT IN ('number', 'null') THEN 'event_data.huge: type number'
    WHEN number_4 = 'Infinity' THEN 'event_data.huge: type number'
    WHEN number_4 < -1e+300 THEN 'event_data.huge: min -1e+300'
    WHEN number_4 > 1.5e+308 THEN 'event_data.huge: max 1.5e+308'
    WHEN (event_data -> 'id') IS NULL THEN 'event_data.id: required'
    WHEN jsonb_typeof(event_data -> 'id') <> 'string' THEN 'event_data.id: type string'
    WHEN NOT contracts.is_uuid(event_data ->> 'id') THEN 'event_data.id: format uuid'
    WHEN (event_data -> 'is_on') IS NULL THEN 'event_data.is_on: required'
    WHEN jsonb_typeof(event_data -> 'is_on') <> 'boolean' THEN 'event_data.is_on: type boolean'
    WHEN (event_data -> 'level') IS NOT NULL AND (contracts.double_of(event_data -> 'level') IN (1, 2, 3)) IS NOT TRUE
      THEN 'event_data.level: one_of'
    WHEN jsonb_typeof(event_data -> 'line') <> 'string' THEN 'event_data.line: type string'
    WHEN NOT contracts.matches_020c8be6(event_data ->> 'line') THEN 'event_data.line: pattern'
    WHEN (event_data -> 'lines') NOT IN ('"a b"', '"a\nb"', '"a\r\nb"') THEN 'event_data.lines: one_of'
    WHEN jsonb_typeof(event_data -> 'local_at') <> 'string' THEN 'event_data.local_at: type string'
    WHEN NOT contracts.is_datetime(event_data ->> 'local_at') THEN 'event_data.local_at: format datetime'
    WHEN (event_data -> 'mail') IS NULL THEN 'event_data.mail: required'
    WHEN jsonb_typeof(event_data -> 'mail') <> 'string' THEN 'event_data.mail: type string'
    WHEN char_length(event_data ->> 'mail') > 30 THEN 'event_data.mail: max_length 30'
    WHEN NOT contracts.is_email(event_data ->> 'mail') THEN 'event_data.mail: format email'
    WHEN (event_data -> 'mixed') IS NULL THEN 'event_data.mixed: required'
    WHEN (event_data -> 'mixed') NOT IN ('"a"', 'true', 'null') AND (contracts.double_of(event_data -> 'mixed') IN (1, 0.1)) IS NOT TRUE
      THEN 'event_data.mixed: one_of'
    WHEN (event_data -> 'open') IS NULL THEN 'event_data.open: required'
    WHEN jsonb_typeof(event_data -> 'open') <> 'number' THEN 'event_data.open: type number'
    WHEN number_5 = 'Infinity' THEN 'event_data.open: type number'
    WHEN number_5 <= 0 THEN 'event_data.open: min_exclusive 0'
    WHEN number_5 >= 1 THEN 'event_data.open: max_exclusive 1'
    WHEN (event_data -> 'separated') NOT IN ('"x y z"') THEN 'event_data.separated: one_of'
    WHEN (event_data -> 'tier') IS NULL THEN 'event_data.tier: required'
    WHEN (event_data -> 'tier') NOT IN ('"free"', '"big"', 'null') THEN 'event_data.tier: one_of'
    WHEN jsonb_typeof(event_data -> 'word') NOT IN ('string', 'null') THEN 'event_data.word: type string'
    WHEN NOT contracts.matches_993301c3(event_data ->> 'word') THEN 'event_data.word: pattern'
    WHEN event_data - ARRAY['any_id', 'any_number', 'at', 'cents', 'code', 'constant', 'fraction', 'huge', 'id', 'is_on', 'level', 'line', 'lines', 'local_at', 'mail', 'mixed', 'open', 'separated', 'tier', 'word'] <> '{}'
      THEN 'event_data: unknown_key'
  END;
END
$$;
COMMENT ON FUNCTION contracts.parity__scalars_v1__first_problem(jsonb) IS
  'What contracts.parity__scalars_v1 says of an event that its quick look does not find valid. Contract d1a1a6a86f43.';

CREATE OR REPLACE FUNCTION contracts.parity__scalars_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && $."any_id".type() == "string"
        && $."any_number".type() == "number"
        && $."any_number" >= -1.7976931348623157e+308
        && $."any_number" <= 1.7976931348623157e+308
        && $."at".type() == "string"
        && $."cents".type() == "number"
        && $."cents" % 1 == 0
        && $."cents" >= 0.5
        && $."cents" <= 1000000
        && $."code".type() == "string"
        && ($."constant".type() == "string" && ($."constant" == "it''s \"x\""))
        && $."fraction".type() == "number"
        && $."fraction" >= 0.1
        && $."fraction" <= 0.30000000000000004
        && ($."huge".type() == "null" || $."huge".type() == "number" && $."huge" >= -1e+300 && $."huge" <= 1.5e+308)
        && $."id".type() == "string"
        && $."is_on".type() == "boolean"
        && (!exists($."level") || ($."level".type() == "number" && ($."level" == 1 || $."level" == 2 || $."level" == 3)))
        && (!exists($."line") || $."line".type() == "string")
        && (!exists($."lines") || ($."lines".type() == "string" && ($."lines" == "a b" || $."lines" == "a\nb" || $."lines" == "a\r\nb")))
        && (!exists($."local_at") || $."local_at".type() == "string")
        && $."mail".type() == "string"
        && ($."mixed".type() == "string" && ($."mixed" == "a") || $."mixed".type() == "number" && ($."mixed" == 1 || $."mixed" == 0.1) || $."mixed".type() == "boolean" && ($."mixed" == true) || $."mixed".type() == "null" && ($."mixed" == null))
        && $."open".type() == "number"
        && $."open" >= -1.7976931348623157e+308
        && $."open" <= 1.7976931348623157e+308
        && (!exists($."separated") || ($."separated".type() == "string" && ($."separated" == "x y z")))
        && ($."tier".type() == "null" || ($."tier".type() == "string" && ($."tier" == "free" || $."tier" == "big")))
        && (!exists($."word") || $."word".type() == "null" || $."word".type() == "string")
    ') IS NOT TRUE THEN contracts.parity__scalars_v1__first_problem(event_data)
    WHEN NOT contracts.is_uuid_3(event_data ->> 'any_id')
      OR NOT contracts.is_datetime_2(event_data ->> 'at')
      OR char_length(event_data ->> 'code') < 3
      OR char_length(event_data ->> 'code') > 3
      OR NOT contracts.matches_69e83605(event_data ->> 'code')
      OR NOT contracts.is_uuid(event_data ->> 'id')
      OR NOT contracts.matches_020c8be6(event_data ->> 'line')
      OR NOT contracts.is_datetime(event_data ->> 'local_at')
      OR char_length(event_data ->> 'mail') > 30
      OR NOT contracts.is_email(event_data ->> 'mail')
      OR contracts.double_of(event_data -> 'open') <= 0
      OR contracts.double_of(event_data -> 'open') >= 1
      OR NOT contracts.matches_993301c3(event_data ->> 'word')
      OR event_data - ARRAY['any_id', 'any_number', 'at', 'cents', 'code', 'constant', 'fraction', 'huge', 'id', 'is_on', 'level', 'line', 'lines', 'local_at', 'mail', 'mixed', 'open', 'separated', 'tier', 'word'] <> '{}'
      THEN contracts.parity__scalars_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.parity__scalars_v1(jsonb) IS
  'Every scalar with every check. The first rule of parity.scalars version 1 that event_data breaks; NULL when it keeps them all. Contract d1a1a6a86f43.';

CREATE OR REPLACE FUNCTION contracts.parity__texts_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  number_1 double precision;
  number_2 double precision;
  number_3 double precision;
  number_4 double precision;
BEGIN
  number_1 := contracts.double_of(event_data -> 'cents');
  number_2 := contracts.double_of(event_data -> 'dozen');
  number_3 := contracts.double_of(event_data -> 'large');
  number_4 := contracts.double_of(event_data -> 'odd');
  RETURN CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'cents') IS NULL THEN 'event_data.cents: required'
    WHEN jsonb_typeof(event_data -> 'cents') <> 'number' THEN 'event_data.cents: type number'
    WHEN number_1 = 'Infinity' THEN 'event_data.cents: type number'
    WHEN NOT contracts.is_multiple(number_1, 0.01) THEN 'event_data.cents: multiple_of 0.01'
    WHEN (event_data -> 'dozen') IS NULL THEN 'event_data.dozen: required'
    WHEN jsonb_typeof(event_data -> 'dozen') NOT IN ('number', 'null') THEN 'event_data.dozen: type number'
    WHEN number_2 = 'Infinity' THEN 'event_data.dozen: type number'
    WHEN NOT contracts.is_multiple(number_2, 12) THEN 'event_data.dozen: multiple_of 12'
    WHEN number_2 > 1e+308 THEN 'event_data.dozen: max 1e+308'
    WHEN (event_data -> 'key') IS NULL THEN 'event_data.key: required'
    WHEN jsonb_typeof(event_data -> 'key') <> 'string' THEN 'event_data.key: type string'
    WHEN NOT contracts.is_starts_with(event_data ->> 'key') THEN 'event_data.key: format starts_with'
    WHEN NOT contracts.is_ends_with(event_data ->> 'key') THEN 'event_data.key: format ends_with'
    WHEN char_length(event_data ->> 'key') > 20 THEN 'event_data.key: max_length 20'
    WHEN jsonb_typeof(event_data -> 'large') <> 'number' THEN 'event_data.large: type number'
    WHEN number_3 = 'Infinity' THEN 'event_data.large: type number'
    WHEN NOT contracts.is_multiple(number_3, 1000000000000000) THEN 'event_data.large: multiple_of 1000000000000000'
    WHEN (event_data -> 'lower') IS NULL THEN 'event_data.lower: required'
    WHEN jsonb_typeof(event_data -> 'lower') <> 'string' THEN 'event_data.lower: type string'
    WHEN NOT contracts.is_lowercase(event_data ->> 'lower') THEN 'event_data.lower: format lowercase'
    WHEN jsonb_typeof(event_data -> 'odd') <> 'number' THEN 'event_data.odd: type number'
    WHEN number_4 = 'Infinity' THEN 'event_data.odd: type number'
    WHEN number_4 <> trunc(number_4) THEN 'event_data.odd: type int'
    WHEN number_4 > 9007199254740991 THEN 'event_data.odd: max 9007199254740991'
    WHEN number_4 < -9007199254740991 THEN 'event_data.odd: min -9007199254740991'
    WHEN NOT contracts.is_multiple(number_4, 3) THEN 'event_data.odd: multiple_of 3'
    WHEN (event_data -> 'upper') IS NULL THEN 'event_data.upper: required'
    WHEN jsonb_typeof(event_data -> 'upper') <> 'string' THEN 'event_data.upper: type string'
    WHEN NOT contracts.is_uppercase(event_data ->> 'upper') THEN 'event_data.upper: format uppercase'
    WHEN jsonb_typeof(event_data -> 'word') <> 'string' THEN 'event_data.word: type string'
    WHEN NOT contracts.is_includes(event_data ->> 'word') THEN 'event_data.word: format includes'
    WHEN event_data - ARRAY['cents', 'dozen', 'key', 'large', 'lower', 'odd', 'upper', 'word'] <> '{}'
      THEN 'event_data: unknown_key'
  END;
END
$$;
COMMENT ON FUNCTION contracts.parity__texts_v1__first_problem(jsonb) IS
  'What contracts.parity__texts_v1 says of an event that its quick look does not find valid. Contract 3ada7eec2d2a.';

CREATE OR REPLACE FUNCTION contracts.parity__texts_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && $."cents".type() == "number"
        && $."cents" >= -1.7976931348623157e+308
        && $."cents" <= 1.7976931348623157e+308
        && ($."dozen".type() == "null" || $."dozen".type() == "number" && $."dozen" >= -1.7976931348623157e+308 && $."dozen" <= 1e+308)
        && $."key".type() == "string"
        && (!exists($."large") || $."large".type() == "number" && $."large" >= -1.7976931348623157e+308 && $."large" <= 1.7976931348623157e+308)
        && $."lower".type() == "string"
        && (!exists($."odd") || $."odd".type() == "number" && $."odd" % 1 == 0 && $."odd" >= -9007199254740991 && $."odd" <= 9007199254740991)
        && $."upper".type() == "string"
        && (!exists($."word") || $."word".type() == "string")
    ') IS NOT TRUE THEN contracts.parity__texts_v1__first_problem(event_data)
    WHEN NOT contracts.is_multiple(contracts.double_of(event_data -> 'cents'), 0.01)
      OR NOT contracts.is_multiple(contracts.double_of(event_data -> 'dozen'), 12)
      OR NOT contracts.is_starts_with(event_data ->> 'key')
      OR NOT contracts.is_ends_with(event_data ->> 'key')
      OR char_length(event_data ->> 'key') > 20
      OR NOT contracts.is_multiple(contracts.double_of(event_data -> 'large'), 1000000000000000)
      OR NOT contracts.is_lowercase(event_data ->> 'lower')
      OR NOT contracts.is_multiple(contracts.double_of(event_data -> 'odd'), 3)
      OR NOT contracts.is_uppercase(event_data ->> 'upper')
      OR NOT contracts.is_includes(event_data ->> 'word')
      OR event_data - ARRAY['cents', 'dozen', 'key', 'large', 'lower', 'odd', 'upper', 'word'] <> '{}'
      THEN contracts.parity__texts_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.parity__texts_v1(jsonb) IS
  'Parts that texts must have, numbers in steps. The first rule of parity.texts version 1 that event_data breaks; NULL when it keeps them all. Contract 3ada7eec2d2a.';

CREATE OR REPLACE FUNCTION contracts.parity__unions_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  problem text;
BEGIN
  problem := CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'answers') IS NULL THEN 'event_data.answers: required'
    WHEN jsonb_typeof(event_data -> 'answers') <> 'array' THEN 'event_data.answers: type array'
    WHEN (event_data -> 'either') IS NULL THEN 'event_data.either: required'
    WHEN (event_data -> 'id') IS NULL THEN 'event_data.id: required'
    WHEN (event_data -> 'lists') IS NULL THEN 'event_data.lists: required'
    WHEN (event_data -> 'none') NOT IN ('null') THEN 'event_data.none: one_of'
    WHEN (event_data -> 'payment') IS NULL THEN 'event_data.payment: required'
    WHEN event_data - ARRAY['amount', 'answers', 'either', 'exactly', 'id', 'lists', 'none', 'old', 'payment'] <> '{}'
      THEN 'event_data: unknown_key'
    ELSE coalesce(contracts.shared__union_120a8026(event_data -> 'amount', 'event_data.amount'), contracts.shared__xor_d4b2ebd9(event_data -> 'either', 'event_data.either'), contracts.shared__xor_d1e52098(event_data -> 'exactly', 'event_data.exactly'), contracts.shared__union_d876ed5a(event_data -> 'id', 'event_data.id'), contracts.shared__union_edda0417(nullif(event_data -> 'lists', 'null'), 'event_data.lists'), contracts.shared__discriminated_union_3020d5cf(nullif(event_data -> 'old', 'null'), 'event_data.old'), contracts.shared__discriminated_union_1274d4c8(event_data -> 'payment', 'event_data.payment'))
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR i IN 0 .. jsonb_array_length(event_data -> 'answers') - 1 LOOP
    problem := contracts.shared__discriminated_union_0320b8fb(event_data -> 'answers' -> i, 'event_data.answers[' || i || ']');
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.parity__unions_v1__first_problem(jsonb) IS
  'What contracts.parity__unions_v1 says of an event that its quick look does not find valid. Contract 8e5d9040e9ab.';

CREATE OR REPLACE FUNCTION contracts.parity__unions_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && exists($."answers")
        && exists($."either")
        && exists($."id")
        && ($."lists".type() == "null" || exists($."lists"))
        && (!exists($."none") || ($."none".type() == "null" && ($."none" == null)))
        && exists($."payment")
    ') IS NOT TRUE THEN contracts.parity__unions_v1__first_problem(event_data)
    WHEN contracts.shared__union_120a8026(event_data -> 'amount', 'event_data.amount') IS NOT NULL
      OR contracts.shared__array_8772ecde(event_data -> 'answers', 'event_data.answers') IS NOT NULL
      OR contracts.shared__xor_d4b2ebd9(event_data -> 'either', 'event_data.either') IS NOT NULL
      OR contracts.shared__xor_d1e52098(event_data -> 'exactly', 'event_data.exactly') IS NOT NULL
      OR contracts.shared__union_d876ed5a(event_data -> 'id', 'event_data.id') IS NOT NULL
      OR contracts.shared__union_edda0417(nullif(event_data -> 'lists', 'null'), 'event_data.lists') IS NOT NULL
      OR contracts.shared__discriminated_union_3020d5cf(nullif(event_data -> 'old', 'null'), 'event_data.old') IS NOT NULL
      OR contracts.shared__discriminated_union_1274d4c8(event_data -> 'payment', 'event_data.payment') IS NOT NULL
      OR event_data - ARRAY['amount', 'answers', 'either', 'exactly', 'id', 'lists', 'none', 'old', 'payment'] <> '{}'
      THEN contracts.parity__unions_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.parity__unions_v1(jsonb) IS
  'Alternatives of all sorts. The first rule of parity.unions version 1 that event_data breaks; NULL when it keeps them all. Contract 8e5d9040e9ab.';

CREATE OR REPLACE FUNCTION contracts.event_metadata_v1__first_problem(event_metadata jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  number_1 double precision;
  problem text;
BEGIN
  number_1 := contracts.double_of(event_metadata -> 'retry_count');
  problem := CASE
    WHEN event_metadata IS NULL THEN 'event_metadata: required'
    WHEN jsonb_typeof(event_metadata) <> 'object' THEN 'event_metadata: type object'
    WHEN jsonb_typeof(event_metadata -> 'activity_id') <> 'string' THEN 'event_metadata.activity_id: type string'
    WHEN char_length(event_metadata ->> 'activity_id') > 100 THEN 'event_metadata.activity_id: max_length 100'
    WHEN NOT contracts.matches_8f52d591(event_metadata ->> 'activity_id') THEN 'event_metadata.activity_id: pattern'
    WHEN jsonb_typeof(event_metadata -> 'correlation_id') <> 'string' THEN 'event_metadata.correlation_id: type string'
    WHEN char_length(event_metadata ->> 'correlation_id') > 255 THEN 'event_metadata.correlation_id: max_length 255'
    WHEN jsonb_typeof(event_metadata -> 'parent_workflow_id') <> 'string'
      THEN 'event_metadata.parent_workflow_id: type string'
    WHEN char_length(event_metadata ->> 'parent_workflow_id') > 255 THEN 'event_metadata.parent_workflow_id: max_length 255'
    WHEN jsonb_typeof(event_metadata -> 'parent_workflow_run_id') <> 'string'
      THEN 'event_metadata.parent_workflow_run_id: type string'
    WHEN NOT contracts.is_uuid_3(event_metadata ->> 'parent_workflow_run_id')
      THEN 'event_metadata.parent_workflow_run_id: format uuid'
    WHEN jsonb_typeof(event_metadata -> 'parent_workflow_type') <> 'string'
      THEN 'event_metadata.parent_workflow_type: type string'
    WHEN char_length(event_metadata ->> 'parent_workflow_type') > 100
      THEN 'event_metadata.parent_workflow_type: max_length 100'
    WHEN NOT contracts.matches_8f52d591(event_metadata ->> 'parent_workflow_type')
      THEN 'event_metadata.parent_workflow_type: pattern'
    WHEN jsonb_typeof(event_metadata -> 'processing_error') <> 'string' THEN 'event_metadata.processing_error: type string'
    WHEN char_length(event_metadata ->> 'processing_error') > 1000 THEN 'event_metadata.processing_error: max_length 1000'
    WHEN jsonb_typeof(event_metadata -> 'retry_count') <> 'number' THEN 'event_metadata.retry_count: type number'
    WHEN number_1 = 'Infinity' THEN 'event_metadata.retry_count: type number'
    WHEN number_1 <> trunc(number_1) THEN 'event_metadata.retry_count: type int'
    WHEN number_1 > 9007199254740991 THEN 'event_metadata.retry_count: max 9007199254740991'
    WHEN number_1 < -9007199254740991 THEN 'event_metadata.retry_count: min -9007199254740991'
    WHEN number_1 < 0 THEN 'event_metadata.retry_count: min 0'
    WHEN jsonb_typeof(event_metadata -> 'source') <> 'string' THEN 'event_metadata.source: type string'
    WHEN char_length(event_metadata ->> 'source') > 50 THEN 'event_metadata.source: max_length 50'
    WHEN NOT contracts.matches_4baf0698(event_metadata ->> 'source') THEN 'event_metadata.source: pattern'
    WHEN jsonb_typeof(event_metadata -> 'tags') <> 'array' THEN 'event_metadata.tags: type array'
    WHEN jsonb_array_length(event_metadata -> 'tags') > 10 THEN 'event_metadata.tags: max_items 10'
    WHEN (event_metadata -> 'timestamp') IS NULL THEN 'event_metadata.timestamp: required'
    WHEN jsonb_typeof(event_metadata -> 'timestamp') <> 'string' THEN 'event_metadata.timestamp: type string'
    WHEN NOT contracts.is_datetime_3(event_metadata ->> 'timestamp') THEN 'event_metadata.timestamp: format datetime'
    WHEN jsonb_typeof(event_metadata -> 'user_id') <> 'string' THEN 'event_metadata.user_id: type string'
    WHEN NOT contracts.is_uuid_3(event_metadata ->> 'user_id') THEN 'event_metadata.user_id: format uuid'
    WHEN jsonb_typeof(event_metadata -> 'workflow_id') <> 'string' THEN 'event_metadata.workflow_id: type string'
    WHEN char_length(event_metadata ->> 'workflow_id') > 255 THEN 'event_metadata.workflow_id: max_length 255'
    WHEN jsonb_typeof(event_metadata -> 'workflow_run_id') <> 'string' THEN 'event_metadata.workflow_run_id: type string'
    WHEN NOT contracts.is_uuid_3(event_metadata ->> 'workflow_run_id') THEN 'event_metadata.workflow_run_id: format uuid'
    WHEN jsonb_typeof(event_metadata -> 'workflow_type') <> 'string' THEN 'event_metadata.workflow_type: type string'
    WHEN char_length(event_metadata ->> 'workflow_type') > 100 THEN 'event_metadata.workflow_type: max_length 100'
    WHEN NOT contracts.matches_8f52d591(event_metadata ->> 'workflow_type') THEN 'event_metadata.workflow_type: pattern'
    ELSE contracts.custom_fields(event_metadata - ARRAY['activity_id', 'correlation_id', 'parent_workflow_id', 'parent_workflow_run_id', 'parent_workflow_type', 'processing_error', 'retry_count', 'source', 'tags', 'timestamp', 'user_id', 'workflow_id', 'workflow_run_id', 'workflow_type'], 'event_metadata')
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR i IN 0 .. coalesce(jsonb_array_length(event_metadata -> 'tags'), 0) - 1 LOOP
    problem := CASE
      WHEN jsonb_typeof(event_metadata -> 'tags' -> i) <> 'string' THEN 'event_metadata.tags[' || i || ']: type string'
      WHEN NOT contracts.matches_4e0e4e27(event_metadata -> 'tags' ->> i) THEN 'event_metadata.tags[' || i || ']: pattern'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.event_metadata_v1__first_problem(jsonb) IS
  'What contracts.event_metadata_v1 says of an event that its quick look does not find valid. Contract 2a0f04f65340.';

CREATE OR REPLACE FUNCTION contracts.event_metadata_v1(event_metadata jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_metadata @@ '
        $.type() == "object"
        && (!exists($."activity_id") || $."activity_id".type() == "string")
        && (!exists($."correlation_id") || $."correlation_id".type() == "string")
        && (!exists($."parent_workflow_id") || $."parent_workflow_id".type() == "string")
        && (!exists($."parent_workflow_run_id") || $."parent_workflow_run_id".type() == "string")
        && (!exists($."parent_workflow_type") || $."parent_workflow_type".type() == "string")
        && (!exists($."processing_error") || $."processing_error".type() == "string")
        && (!exists($."retry_count") || $."retry_count".type() == "number" && $."retry_count" % 1 == 0 && $."retry_count" >= 0 && $."retry_count" <= 9007199254740991)
        && (!exists($."source") || $."source".type() == "string")
        && $."timestamp".type() == "string"
        && (!exists($."user_id") || $."user_id".type() == "string")
        && (!exists($."workflow_id") || $."workflow_id".type() == "string")
        && (!exists($."workflow_run_id") || $."workflow_run_id".type() == "string")
        && (!exists($."workflow_type") || $."workflow_type".type() == "string")
    ') IS NOT TRUE THEN contracts.event_metadata_v1__first_problem(event_metadata)
    WHEN char_length(event_metadata ->> 'activity_id') > 100
      OR NOT contracts.matches_8f52d591(event_metadata ->> 'activity_id')
      OR char_length(event_metadata ->> 'correlation_id') > 255
      OR char_length(event_metadata ->> 'parent_workflow_id') > 255
      OR NOT contracts.is_uuid_3(event_metadata ->> 'parent_workflow_run_id')
      OR char_length(event_metadata ->> 'parent_workflow_type') > 100
      OR NOT contracts.matches_8f52d591(event_metadata ->> 'parent_workflow_type')
      OR char_length(event_metadata ->> 'processing_error') > 1000
      OR char_length(event_metadata ->> 'source') > 50
      OR NOT contracts.matches_4baf0698(event_metadata ->> 'source')
      OR contracts.shared__array_830d0b58(event_metadata -> 'tags', 'event_metadata.tags') IS NOT NULL
      OR NOT contracts.is_datetime_3(event_metadata ->> 'timestamp')
      OR NOT contracts.is_uuid_3(event_metadata ->> 'user_id')
      OR char_length(event_metadata ->> 'workflow_id') > 255
      OR NOT contracts.is_uuid_3(event_metadata ->> 'workflow_run_id')
      OR char_length(event_metadata ->> 'workflow_type') > 100
      OR NOT contracts.matches_8f52d591(event_metadata ->> 'workflow_type')
      OR event_metadata - ARRAY['activity_id', 'correlation_id', 'parent_workflow_id', 'parent_workflow_run_id', 'parent_workflow_type', 'processing_error', 'retry_count', 'source', 'tags', 'timestamp', 'user_id', 'workflow_id', 'workflow_run_id', 'workflow_type'] <> '{}' AND contracts.custom_fields(event_metadata - ARRAY['activity_id', 'correlation_id', 'parent_workflow_id', 'parent_workflow_run_id', 'parent_workflow_type', 'processing_error', 'retry_count', 'source', 'tags', 'timestamp', 'user_id', 'workflow_id', 'workflow_run_id', 'workflow_type'], 'event_metadata') IS NOT NULL
      THEN contracts.event_metadata_v1__first_problem(event_metadata)
  END;
END
$$;
COMMENT ON FUNCTION contracts.event_metadata_v1(jsonb) IS
  'The first rule of the shared metadata that event_metadata breaks; NULL when it keeps them all. Contract 2a0f04f65340.';

CREATE OR REPLACE FUNCTION contracts.check_event(event_type text, event_version integer, aggregate_type text, event_data jsonb, event_metadata jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = ''
AS $$
DECLARE
  problem text;
BEGIN
  IF event_type COLLATE "C" < 'parity.records' THEN
    IF event_type COLLATE "C" < 'parity.arrays' THEN
      IF event_type COLLATE "C" < 'golden.stopped' THEN
        IF event_type COLLATE "C" < 'golden.ended' THEN
          problem := CASE
            WHEN event_type IS DISTINCT FROM 'golden.began' THEN 'event_type: unknown_event_type'
            WHEN event_version = 1 AND aggregate_type = 'golden' THEN contracts.golden__began_v1(event_data)
            WHEN event_version = 1 THEN 'aggregate_type: one_of'
            ELSE 'event_version: unknown_event_version'
          END;
        ELSE
          problem := CASE
            WHEN event_type IS DISTINCT FROM 'golden.ended' THEN 'event_type: unknown_event_type'
            WHEN event_version = 1 AND aggregate_type = 'golden' THEN contracts.golden__ended_v1(event_data)
            WHEN event_version = 2 AND aggregate_type = 'golden' THEN contracts.golden__ended_v2(event_data)
            WHEN event_version IN (1, 2) THEN 'aggregate_type: one_of'
            ELSE 'event_version: unknown_event_version'
          END;
        END IF;
      ELSE
        problem := CASE
          WHEN event_type IS DISTINCT FROM 'golden.stopped' THEN 'event_type: unknown_event_type'
          WHEN event_version = 1 AND aggregate_type = 'golden' THEN contracts.golden__stopped_v1(event_data)
          WHEN event_version = 1 THEN 'aggregate_type: one_of'
          ELSE 'event_version: unknown_event_version'
        END;
      END IF;
    ELSE
      IF event_type COLLATE "C" < 'parity.nested' THEN
        IF event_type COLLATE "C" < 'parity.formats' THEN
          problem := CASE
            WHEN event_type IS DISTINCT FROM 'parity.arrays' THEN 'event_type: unknown_event_type'
            WHEN event_version = 1 AND aggregate_type = 'parity' THEN contracts.parity__arrays_v1(event_data)
            WHEN event_version = 1 THEN 'aggregate_type: one_of'
            ELSE 'event_version: unknown_event_version'
          END;
        ELSE
          problem := CASE
            WHEN event_type IS DISTINCT FROM 'parity.formats' THEN 'event_type: unknown_event_type'
            WHEN event_version = 1 AND aggregate_type = 'parity' THEN contracts.parity__formats_v1(event_data)
            WHEN event_version = 1 THEN 'aggregate_type: one_of'
            ELSE 'event_version: unknown_event_version'
          END;
        END IF;
      ELSE
        problem := CASE
          WHEN event_type IS DISTINCT FROM 'parity.nested' THEN 'event_type: unknown_event_type'
          WHEN event_version = 1 AND aggregate_type = 'parity' THEN contracts.parity__nested_v1(event_data)
          WHEN event_version = 1 THEN 'aggregate_type: one_of'
          ELSE 'event_version: unknown_event_version'
        END;
      END IF;
    END IF;
  ELSE
    IF event_type COLLATE "C" < 'parity.texts' THEN
      IF event_type COLLATE "C" < 'parity.scalars' THEN
        IF event_type COLLATE "C" < 'parity.recursion' THEN
          problem := CASE
            WHEN event_type IS DISTINCT FROM 'parity.records' THEN 'event_type: unknown_event_type'
            WHEN event_version = 1 AND aggregate_type = 'parity' THEN contracts.parity__records_v1(event_data)
            WHEN event_version = 1 THEN 'aggregate_type: one_of'
            ELSE 'event_version: unknown_event_version'
          END;
        ELSE
          problem := CASE
            WHEN event_type IS DISTINCT FROM 'parity.recursion' THEN 'event_type: unknown_event_type'
            WHEN event_version = 1 AND aggregate_type = 'parity' THEN contracts.parity__recursion_v1(event_data)
            WHEN event_version = 1 THEN 'aggregate_type: one_of'
            ELSE 'event_version: unknown_event_version'
          END;
        END IF;
      ELSE
        problem := CASE
          WHEN event_type IS DISTINCT FROM 'parity.scalars' THEN 'event_type: unknown_event_type'
          WHEN event_version = 1 AND aggregate_type = 'parity' THEN contracts.parity__scalars_v1(event_data)
          WHEN event_version = 1 THEN 'aggregate_type: one_of'
          ELSE 'event_version: unknown_event_version'
        END;
      END IF;
    ELSE
      IF event_type COLLATE "C" < 'parity.unions' THEN
        problem := CASE
          WHEN event_type IS DISTINCT FROM 'parity.texts' THEN 'event_type: unknown_event_type'
          WHEN event_version = 1 AND aggregate_type = 'parity' THEN contracts.parity__texts_v1(event_data)
          WHEN event_version = 1 THEN 'aggregate_type: one_of'
          ELSE 'event_version: unknown_event_version'
        END;
      ELSE
        problem := CASE
          WHEN event_type IS DISTINCT FROM 'parity.unions' THEN 'event_type: unknown_event_type'
          WHEN event_version = 1 AND aggregate_type = 'parity' THEN contracts.parity__unions_v1(event_data)
          WHEN event_version = 1 THEN 'aggregate_type: one_of'
          ELSE 'event_version: unknown_event_version'
        END;
      END IF;
    END IF;
  END IF;
  problem := coalesce(problem, contracts.event_metadata_v1(event_metadata));
  IF problem IS NOT NULL THEN
    RAISE check_violation USING
      MESSAGE = CASE problem
        WHEN 'event_type: unknown_event_type' THEN 'no contract declares the event type'
        WHEN 'event_version: unknown_event_version' THEN format('no contract declares that version of event "%s"', event_type)
        ELSE format('event "%s" version %s breaks its contract', event_type, event_version)
      END,
      DETAIL = problem,
      HINT = 'Correct what the detail names; docs/reference/generated/events.md lists the rules of every event.',
      SCHEMA = 'public',
      TABLE = 'domain_events',
      COLUMN = substring(problem FROM '^[a-z_]+'),
      CONSTRAINT = 'domain_events_contract';
  END IF;
  RETURN true;
END
$$;
COMMENT ON FUNCTION contracts.check_event(text, integer, text, jsonb, jsonb) IS
  'True when the event keeps its contract, otherwise raises check_violation with the first broken rule as detail, never with a value.';

CREATE OR REPLACE FUNCTION contracts.emittable_over_http(event_type text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(
  event_type IN ('golden.began', 'golden.stopped'),
  false
);
COMMENT ON FUNCTION contracts.emittable_over_http(text) IS
  'True for the events that a client may emit over HTTP: those whose contract says http.';

DROP FUNCTION IF EXISTS contracts.routes();
CREATE FUNCTION contracts.routes() RETURNS TABLE (
  event_type text,
  kind text,
  workflow_type text,
  workflow_id_template text,
  signal_name text,
  task_queue text,
  completed_by text,
  failed_by text,
  ordered boolean,
  fairness_key_template text,
  priority smallint
)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
VALUES
  ('golden.began', 'start', 'goldenWorkflow', 'golden-{aggregate_id}', NULL::text, 'golden', 'golden.ended', NULL::text, true, '{event_data.tier} {event_metadata.user_id}', 2::smallint),
  ('golden.stopped', 'signal', 'goldenWorkflow', 'golden-{aggregate_id}', 'stop', NULL, NULL, NULL, false, NULL, 3::smallint)
$$;
COMMENT ON FUNCTION contracts.routes() IS
  'The workflows that events start or signal, sorted by event type. Source of the table workflow_route.';
