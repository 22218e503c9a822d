-- Generated from libs/contracts by "nx sync". Do not edit.
-- contracts sha256: 3daf753625f8a92f191d34b04692da6bd75a09006cb66512d8ed3faa455c641c

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

CREATE OR REPLACE FUNCTION contracts.matches_a634fe9b(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^[a-z0-9\-]+$';
COMMENT ON FUNCTION contracts.matches_a634fe9b(text) IS
  'True for texts that match /^[a-z0-9-]+$/';

CREATE OR REPLACE FUNCTION contracts.matches_8f52d591(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^[a-z][a-zA-Z0-9]*$';
COMMENT ON FUNCTION contracts.matches_8f52d591(text) IS
  'True for texts that match /^[a-z][a-zA-Z0-9]*$/';

CREATE OR REPLACE FUNCTION contracts.is_datetime(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^(?:(?:[0-9][0-9][2468][048]|[0-9][0-9][13579][26]|[0-9][0-9]0[48]|[02468][048]00|[13579][26]00)-02-29|[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|(?:02)-(?:0[1-9]|1[0-9]|2[0-8])))T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}(?:Z))$';
COMMENT ON FUNCTION contracts.is_datetime(text) IS
  'True for texts of the format datetime: /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}(?:Z))$/';

CREATE OR REPLACE FUNCTION contracts.is_email(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" ~ '^(?:[A-Za-z0-9_''\+\-]+\.)*[A-Za-z0-9_''\+\-]*[A-Za-z0-9_\+\-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$';
COMMENT ON FUNCTION contracts.is_email(text) IS
  'True for texts of the format email: /^(?:[A-Za-z0-9_''+\-]+\.)*[A-Za-z0-9_''+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/';

CREATE OR REPLACE FUNCTION contracts.is_uuid(value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN value COLLATE "C" LIKE '________-____-____-____-____________'
  AND (
    value COLLATE "C" ~ '^[0-9a-fA-F]*-[0-9a-fA-F]*-[1-8][0-9a-fA-F]*-[89abAB][0-9a-fA-F]*-[0-9a-fA-F]*$'
    OR value IN ('00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff')
  );
COMMENT ON FUNCTION contracts.is_uuid(text) IS
  'True for texts of the format uuid: /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/';

CREATE OR REPLACE FUNCTION contracts.shared__array_58044847(value jsonb, path text) RETURNS text
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
      WHEN char_length(value ->> i) > 100 THEN path || '[' || i || ']: max_length 100'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.shared__array_58044847(jsonb, text) IS
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

CREATE OR REPLACE FUNCTION contracts.organization__bootstrap_failed_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  problem text;
BEGIN
  problem := CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'not_undone') IS NULL THEN 'event_data.not_undone: required'
    WHEN jsonb_typeof(event_data -> 'not_undone') <> 'array' THEN 'event_data.not_undone: type array'
    WHEN jsonb_array_length(event_data -> 'not_undone') > 10 THEN 'event_data.not_undone: max_items 10'
    WHEN (event_data -> 'reason') IS NULL THEN 'event_data.reason: required'
    WHEN jsonb_typeof(event_data -> 'reason') <> 'string' THEN 'event_data.reason: type string'
    WHEN char_length(event_data ->> 'reason') < 1 THEN 'event_data.reason: min_length 1'
    WHEN char_length(event_data ->> 'reason') > 1000 THEN 'event_data.reason: max_length 1000'
    WHEN (event_data -> 'stage') IS NULL THEN 'event_data.stage: required'
    WHEN (event_data -> 'stage') NOT IN ('"create_organization"', '"create_owner"', '"assign_owner"', '"provision_subdomain"', '"send_welcome_email"', '"activate_organization"')
      THEN 'event_data.stage: one_of'
    WHEN event_data - ARRAY['not_undone', 'reason', 'stage'] <> '{}' THEN 'event_data: unknown_key'
  END;
  IF problem IS NOT NULL THEN
    RETURN problem;
  END IF;
  FOR i IN 0 .. jsonb_array_length(event_data -> 'not_undone') - 1 LOOP
    problem := CASE
      WHEN jsonb_typeof(event_data -> 'not_undone' -> i) <> 'string' THEN 'event_data.not_undone[' || i || ']: type string'
      WHEN char_length(event_data -> 'not_undone' ->> i) > 100 THEN 'event_data.not_undone[' || i || ']: max_length 100'
    END;
    IF problem IS NOT NULL THEN
      RETURN problem;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION contracts.organization__bootstrap_failed_v1__first_problem(jsonb) IS
  'What contracts.organization__bootstrap_failed_v1 says of an event that its quick look does not find valid. Contract d31b0b3a3b02.';

CREATE OR REPLACE FUNCTION contracts.organization__bootstrap_failed_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && exists($."not_undone")
        && $."reason".type() == "string"
        && ($."stage".type() == "string" && ($."stage" == "create_organization" || $."stage" == "create_owner" || $."stage" == "assign_owner" || $."stage" == "provision_subdomain" || $."stage" == "send_welcome_email" || $."stage" == "activate_organization"))
    ') IS NOT TRUE THEN contracts.organization__bootstrap_failed_v1__first_problem(event_data)
    WHEN contracts.shared__array_58044847(event_data -> 'not_undone', 'event_data.not_undone') IS NOT NULL
      OR char_length(event_data ->> 'reason') < 1
      OR char_length(event_data ->> 'reason') > 1000
      OR event_data - ARRAY['not_undone', 'reason', 'stage'] <> '{}'
      THEN contracts.organization__bootstrap_failed_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.organization__bootstrap_failed_v1(jsonb) IS
  'Setting up the organization failed; the steps done before were undone. The first rule of organization.bootstrap_failed version 1 that event_data breaks; NULL when it keeps them all. Contract d31b0b3a3b02.';

CREATE OR REPLACE FUNCTION contracts.organization__bootstrap_initiated_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'name') IS NULL THEN 'event_data.name: required'
    WHEN jsonb_typeof(event_data -> 'name') <> 'string' THEN 'event_data.name: type string'
    WHEN char_length(event_data ->> 'name') < 3 THEN 'event_data.name: min_length 3'
    WHEN char_length(event_data ->> 'name') > 100 THEN 'event_data.name: max_length 100'
    WHEN (event_data -> 'owner_email') IS NULL THEN 'event_data.owner_email: required'
    WHEN jsonb_typeof(event_data -> 'owner_email') <> 'string' THEN 'event_data.owner_email: type string'
    WHEN NOT contracts.is_email(event_data ->> 'owner_email') THEN 'event_data.owner_email: format email'
    WHEN char_length(event_data ->> 'owner_email') > 254 THEN 'event_data.owner_email: max_length 254'
    WHEN (event_data -> 'slug') IS NULL THEN 'event_data.slug: required'
    WHEN jsonb_typeof(event_data -> 'slug') <> 'string' THEN 'event_data.slug: type string'
    WHEN char_length(event_data ->> 'slug') < 1 THEN 'event_data.slug: min_length 1'
    WHEN char_length(event_data ->> 'slug') > 63 THEN 'event_data.slug: max_length 63'
    WHEN NOT contracts.matches_a634fe9b(event_data ->> 'slug') THEN 'event_data.slug: pattern'
    WHEN (event_data -> 'subdomain_enabled') IS NULL THEN 'event_data.subdomain_enabled: required'
    WHEN jsonb_typeof(event_data -> 'subdomain_enabled') <> 'boolean' THEN 'event_data.subdomain_enabled: type boolean'
    WHEN (event_data -> 'tier') IS NULL THEN 'event_data.tier: required'
    WHEN (event_data -> 'tier') NOT IN ('"free"', '"basic"', '"premium"', '"enterprise"') THEN 'event_data.tier: one_of'
    WHEN event_data - ARRAY['name', 'owner_email', 'slug', 'subdomain_enabled', 'tier'] <> '{}'
      THEN 'event_data: unknown_key'
  END;
END
$$;
COMMENT ON FUNCTION contracts.organization__bootstrap_initiated_v1__first_problem(jsonb) IS
  'What contracts.organization__bootstrap_initiated_v1 says of an event that its quick look does not find valid. Contract 71575c9e54e6.';

CREATE OR REPLACE FUNCTION contracts.organization__bootstrap_initiated_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && $."name".type() == "string"
        && $."owner_email".type() == "string"
        && $."slug".type() == "string"
        && $."subdomain_enabled".type() == "boolean"
        && ($."tier".type() == "string" && ($."tier" == "free" || $."tier" == "basic" || $."tier" == "premium" || $."tier" == "enterprise"))
    ') IS NOT TRUE THEN contracts.organization__bootstrap_initiated_v1__first_problem(event_data)
    WHEN char_length(event_data ->> 'name') < 3
      OR char_length(event_data ->> 'name') > 100
      OR NOT contracts.is_email(event_data ->> 'owner_email')
      OR char_length(event_data ->> 'owner_email') > 254
      OR char_length(event_data ->> 'slug') < 1
      OR char_length(event_data ->> 'slug') > 63
      OR NOT contracts.matches_a634fe9b(event_data ->> 'slug')
      OR event_data - ARRAY['name', 'owner_email', 'slug', 'subdomain_enabled', 'tier'] <> '{}'
      THEN contracts.organization__bootstrap_initiated_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.organization__bootstrap_initiated_v1(jsonb) IS
  'Someone asked for a new organization. The first rule of organization.bootstrap_initiated version 1 that event_data breaks; NULL when it keeps them all. Contract 71575c9e54e6.';

CREATE OR REPLACE FUNCTION contracts.organization__created_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'name') IS NULL THEN 'event_data.name: required'
    WHEN jsonb_typeof(event_data -> 'name') <> 'string' THEN 'event_data.name: type string'
    WHEN char_length(event_data ->> 'name') < 3 THEN 'event_data.name: min_length 3'
    WHEN char_length(event_data ->> 'name') > 100 THEN 'event_data.name: max_length 100'
    WHEN (event_data -> 'owner_id') IS NULL THEN 'event_data.owner_id: required'
    WHEN jsonb_typeof(event_data -> 'owner_id') <> 'string' THEN 'event_data.owner_id: type string'
    WHEN NOT contracts.is_uuid(event_data ->> 'owner_id') THEN 'event_data.owner_id: format uuid'
    WHEN (event_data -> 'slug') IS NULL THEN 'event_data.slug: required'
    WHEN jsonb_typeof(event_data -> 'slug') <> 'string' THEN 'event_data.slug: type string'
    WHEN char_length(event_data ->> 'slug') < 1 THEN 'event_data.slug: min_length 1'
    WHEN char_length(event_data ->> 'slug') > 63 THEN 'event_data.slug: max_length 63'
    WHEN NOT contracts.matches_a634fe9b(event_data ->> 'slug') THEN 'event_data.slug: pattern'
    WHEN jsonb_typeof(event_data -> 'subdomain') <> 'string' THEN 'event_data.subdomain: type string'
    WHEN char_length(event_data ->> 'subdomain') > 253 THEN 'event_data.subdomain: max_length 253'
    WHEN (event_data -> 'tier') IS NULL THEN 'event_data.tier: required'
    WHEN (event_data -> 'tier') NOT IN ('"free"', '"basic"', '"premium"', '"enterprise"') THEN 'event_data.tier: one_of'
    WHEN event_data - ARRAY['name', 'owner_id', 'slug', 'subdomain', 'tier'] <> '{}' THEN 'event_data: unknown_key'
  END;
END
$$;
COMMENT ON FUNCTION contracts.organization__created_v1__first_problem(jsonb) IS
  'What contracts.organization__created_v1 says of an event that its quick look does not find valid. Contract 29be50b81b29.';

CREATE OR REPLACE FUNCTION contracts.organization__created_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && $."name".type() == "string"
        && $."owner_id".type() == "string"
        && $."slug".type() == "string"
        && (!exists($."subdomain") || $."subdomain".type() == "string")
        && ($."tier".type() == "string" && ($."tier" == "free" || $."tier" == "basic" || $."tier" == "premium" || $."tier" == "enterprise"))
    ') IS NOT TRUE THEN contracts.organization__created_v1__first_problem(event_data)
    WHEN char_length(event_data ->> 'name') < 3
      OR char_length(event_data ->> 'name') > 100
      OR NOT contracts.is_uuid(event_data ->> 'owner_id')
      OR char_length(event_data ->> 'slug') < 1
      OR char_length(event_data ->> 'slug') > 63
      OR NOT contracts.matches_a634fe9b(event_data ->> 'slug')
      OR char_length(event_data ->> 'subdomain') > 253
      OR event_data - ARRAY['name', 'owner_id', 'slug', 'subdomain', 'tier'] <> '{}'
      THEN contracts.organization__created_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.organization__created_v1(jsonb) IS
  'The organization is set up and ready for use. The first rule of organization.created version 1 that event_data breaks; NULL when it keeps them all. Contract 29be50b81b29.';

CREATE OR REPLACE FUNCTION contracts.organization__owner_assigned_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'user_id') IS NULL THEN 'event_data.user_id: required'
    WHEN jsonb_typeof(event_data -> 'user_id') <> 'string' THEN 'event_data.user_id: type string'
    WHEN NOT contracts.is_uuid(event_data ->> 'user_id') THEN 'event_data.user_id: format uuid'
    WHEN event_data - ARRAY['user_id'] <> '{}' THEN 'event_data: unknown_key'
  END;
END
$$;
COMMENT ON FUNCTION contracts.organization__owner_assigned_v1__first_problem(jsonb) IS
  'What contracts.organization__owner_assigned_v1 says of an event that its quick look does not find valid. Contract 5b1e6bd875eb.';

CREATE OR REPLACE FUNCTION contracts.organization__owner_assigned_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && $."user_id".type() == "string"
    ') IS NOT TRUE THEN contracts.organization__owner_assigned_v1__first_problem(event_data)
    WHEN NOT contracts.is_uuid(event_data ->> 'user_id')
      OR event_data - ARRAY['user_id'] <> '{}'
      THEN contracts.organization__owner_assigned_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.organization__owner_assigned_v1(jsonb) IS
  'A user became the owner of the organization. The first rule of organization.owner_assigned version 1 that event_data breaks; NULL when it keeps them all. Contract 5b1e6bd875eb.';

CREATE OR REPLACE FUNCTION contracts.organization__subdomain_provisioned_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'subdomain') IS NULL THEN 'event_data.subdomain: required'
    WHEN jsonb_typeof(event_data -> 'subdomain') <> 'string' THEN 'event_data.subdomain: type string'
    WHEN char_length(event_data ->> 'subdomain') < 1 THEN 'event_data.subdomain: min_length 1'
    WHEN char_length(event_data ->> 'subdomain') > 253 THEN 'event_data.subdomain: max_length 253'
    WHEN event_data - ARRAY['subdomain'] <> '{}' THEN 'event_data: unknown_key'
  END;
END
$$;
COMMENT ON FUNCTION contracts.organization__subdomain_provisioned_v1__first_problem(jsonb) IS
  'What contracts.organization__subdomain_provisioned_v1 says of an event that its quick look does not find valid. Contract 421f7338e183.';

CREATE OR REPLACE FUNCTION contracts.organization__subdomain_provisioned_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && $."subdomain".type() == "string"
    ') IS NOT TRUE THEN contracts.organization__subdomain_provisioned_v1__first_problem(event_data)
    WHEN char_length(event_data ->> 'subdomain') < 1
      OR char_length(event_data ->> 'subdomain') > 253
      OR event_data - ARRAY['subdomain'] <> '{}'
      THEN contracts.organization__subdomain_provisioned_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.organization__subdomain_provisioned_v1(jsonb) IS
  'The organization''s DNS subdomain exists. The first rule of organization.subdomain_provisioned version 1 that event_data breaks; NULL when it keeps them all. Contract 421f7338e183.';

CREATE OR REPLACE FUNCTION contracts.organization__welcome_email_sent_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'message_id') IS NULL THEN 'event_data.message_id: required'
    WHEN jsonb_typeof(event_data -> 'message_id') <> 'string' THEN 'event_data.message_id: type string'
    WHEN char_length(event_data ->> 'message_id') < 3 THEN 'event_data.message_id: min_length 3'
    WHEN char_length(event_data ->> 'message_id') > 255 THEN 'event_data.message_id: max_length 255'
    WHEN (event_data -> 'user_id') IS NULL THEN 'event_data.user_id: required'
    WHEN jsonb_typeof(event_data -> 'user_id') <> 'string' THEN 'event_data.user_id: type string'
    WHEN NOT contracts.is_uuid(event_data ->> 'user_id') THEN 'event_data.user_id: format uuid'
    WHEN event_data - ARRAY['message_id', 'user_id'] <> '{}' THEN 'event_data: unknown_key'
  END;
END
$$;
COMMENT ON FUNCTION contracts.organization__welcome_email_sent_v1__first_problem(jsonb) IS
  'What contracts.organization__welcome_email_sent_v1 says of an event that its quick look does not find valid. Contract 59b120ab0665.';

CREATE OR REPLACE FUNCTION contracts.organization__welcome_email_sent_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && $."message_id".type() == "string"
        && $."user_id".type() == "string"
    ') IS NOT TRUE THEN contracts.organization__welcome_email_sent_v1__first_problem(event_data)
    WHEN char_length(event_data ->> 'message_id') < 3
      OR char_length(event_data ->> 'message_id') > 255
      OR NOT contracts.is_uuid(event_data ->> 'user_id')
      OR event_data - ARRAY['message_id', 'user_id'] <> '{}'
      THEN contracts.organization__welcome_email_sent_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.organization__welcome_email_sent_v1(jsonb) IS
  'The welcome e-mail was handed to the mail server. The first rule of organization.welcome_email_sent version 1 that event_data breaks; NULL when it keeps them all. Contract 59b120ab0665.';

CREATE OR REPLACE FUNCTION contracts.user__created_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'email') IS NULL THEN 'event_data.email: required'
    WHEN jsonb_typeof(event_data -> 'email') <> 'string' THEN 'event_data.email: type string'
    WHEN NOT contracts.is_email(event_data ->> 'email') THEN 'event_data.email: format email'
    WHEN char_length(event_data ->> 'email') > 254 THEN 'event_data.email: max_length 254'
    WHEN event_data - ARRAY['email'] <> '{}' THEN 'event_data: unknown_key'
  END;
END
$$;
COMMENT ON FUNCTION contracts.user__created_v1__first_problem(jsonb) IS
  'What contracts.user__created_v1 says of an event that its quick look does not find valid. Contract 0031e3a0aac2.';

CREATE OR REPLACE FUNCTION contracts.user__created_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && $."email".type() == "string"
    ') IS NOT TRUE THEN contracts.user__created_v1__first_problem(event_data)
    WHEN NOT contracts.is_email(event_data ->> 'email')
      OR char_length(event_data ->> 'email') > 254
      OR event_data - ARRAY['email'] <> '{}'
      THEN contracts.user__created_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.user__created_v1(jsonb) IS
  'A user account was created. The first rule of user.created version 1 that event_data breaks; NULL when it keeps them all. Contract 0031e3a0aac2.';

CREATE OR REPLACE FUNCTION contracts.user__invitation_accepted_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN jsonb_typeof(event_data -> 'display_name') <> 'string' THEN 'event_data.display_name: type string'
    WHEN char_length(event_data ->> 'display_name') < 1 THEN 'event_data.display_name: min_length 1'
    WHEN char_length(event_data ->> 'display_name') > 100 THEN 'event_data.display_name: max_length 100'
    WHEN event_data - ARRAY['display_name'] <> '{}' THEN 'event_data: unknown_key'
  END;
END
$$;
COMMENT ON FUNCTION contracts.user__invitation_accepted_v1__first_problem(jsonb) IS
  'What contracts.user__invitation_accepted_v1 says of an event that its quick look does not find valid. Contract 505fff475614.';

CREATE OR REPLACE FUNCTION contracts.user__invitation_accepted_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && (!exists($."display_name") || $."display_name".type() == "string")
    ') IS NOT TRUE THEN contracts.user__invitation_accepted_v1__first_problem(event_data)
    WHEN char_length(event_data ->> 'display_name') < 1
      OR char_length(event_data ->> 'display_name') > 100
      OR event_data - ARRAY['display_name'] <> '{}'
      THEN contracts.user__invitation_accepted_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.user__invitation_accepted_v1(jsonb) IS
  'The invited person accepted with the token of the e-mail. Happens at most once. The first rule of user.invitation_accepted version 1 that event_data breaks; NULL when it keeps them all. Contract 505fff475614.';

CREATE OR REPLACE FUNCTION contracts.user__invitation_expired_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'reason') IS NULL THEN 'event_data.reason: required'
    WHEN (event_data -> 'reason') NOT IN ('"not_accepted"', '"not_sent"', '"withdrawn"') THEN 'event_data.reason: one_of'
    WHEN event_data - ARRAY['reason'] <> '{}' THEN 'event_data: unknown_key'
  END;
END
$$;
COMMENT ON FUNCTION contracts.user__invitation_expired_v1__first_problem(jsonb) IS
  'What contracts.user__invitation_expired_v1 says of an event that its quick look does not find valid. Contract 8abbe80923a4.';

CREATE OR REPLACE FUNCTION contracts.user__invitation_expired_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && ($."reason".type() == "string" && ($."reason" == "not_accepted" || $."reason" == "not_sent" || $."reason" == "withdrawn"))
    ') IS NOT TRUE THEN contracts.user__invitation_expired_v1__first_problem(event_data)
    WHEN event_data - ARRAY['reason'] <> '{}'
      THEN contracts.user__invitation_expired_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.user__invitation_expired_v1(jsonb) IS
  'The invitation can no longer be accepted. The first rule of user.invitation_expired version 1 that event_data breaks; NULL when it keeps them all. Contract 8abbe80923a4.';

CREATE OR REPLACE FUNCTION contracts.user__invitation_initiated_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'email') IS NULL THEN 'event_data.email: required'
    WHEN jsonb_typeof(event_data -> 'email') <> 'string' THEN 'event_data.email: type string'
    WHEN NOT contracts.is_email(event_data ->> 'email') THEN 'event_data.email: format email'
    WHEN char_length(event_data ->> 'email') > 254 THEN 'event_data.email: max_length 254'
    WHEN (event_data -> 'organization_id') IS NULL THEN 'event_data.organization_id: required'
    WHEN jsonb_typeof(event_data -> 'organization_id') <> 'string' THEN 'event_data.organization_id: type string'
    WHEN NOT contracts.is_uuid(event_data ->> 'organization_id') THEN 'event_data.organization_id: format uuid'
    WHEN event_data - ARRAY['email', 'organization_id'] <> '{}' THEN 'event_data: unknown_key'
  END;
END
$$;
COMMENT ON FUNCTION contracts.user__invitation_initiated_v1__first_problem(jsonb) IS
  'What contracts.user__invitation_initiated_v1 says of an event that its quick look does not find valid. Contract 3543604dc0b5.';

CREATE OR REPLACE FUNCTION contracts.user__invitation_initiated_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && $."email".type() == "string"
        && $."organization_id".type() == "string"
    ') IS NOT TRUE THEN contracts.user__invitation_initiated_v1__first_problem(event_data)
    WHEN NOT contracts.is_email(event_data ->> 'email')
      OR char_length(event_data ->> 'email') > 254
      OR NOT contracts.is_uuid(event_data ->> 'organization_id')
      OR event_data - ARRAY['email', 'organization_id'] <> '{}'
      THEN contracts.user__invitation_initiated_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.user__invitation_initiated_v1(jsonb) IS
  'Someone invited a person to an organization. The first rule of user.invitation_initiated version 1 that event_data breaks; NULL when it keeps them all. Contract 3543604dc0b5.';

CREATE OR REPLACE FUNCTION contracts.user__invitation_sent_v1__first_problem(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN event_data IS NULL THEN 'event_data: required'
    WHEN jsonb_typeof(event_data) <> 'object' THEN 'event_data: type object'
    WHEN (event_data -> 'kind') IS NULL THEN 'event_data.kind: required'
    WHEN (event_data -> 'kind') NOT IN ('"invitation"', '"reminder"') THEN 'event_data.kind: one_of'
    WHEN (event_data -> 'message_id') IS NULL THEN 'event_data.message_id: required'
    WHEN jsonb_typeof(event_data -> 'message_id') <> 'string' THEN 'event_data.message_id: type string'
    WHEN char_length(event_data ->> 'message_id') < 3 THEN 'event_data.message_id: min_length 3'
    WHEN char_length(event_data ->> 'message_id') > 255 THEN 'event_data.message_id: max_length 255'
    WHEN event_data - ARRAY['kind', 'message_id'] <> '{}' THEN 'event_data: unknown_key'
  END;
END
$$;
COMMENT ON FUNCTION contracts.user__invitation_sent_v1__first_problem(jsonb) IS
  'What contracts.user__invitation_sent_v1 says of an event that its quick look does not find valid. Contract 4eaf31665fd9.';

CREATE OR REPLACE FUNCTION contracts.user__invitation_sent_v1(event_data jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE
    WHEN (event_data @@ '
        $.type() == "object"
        && ($."kind".type() == "string" && ($."kind" == "invitation" || $."kind" == "reminder"))
        && $."message_id".type() == "string"
    ') IS NOT TRUE THEN contracts.user__invitation_sent_v1__first_problem(event_data)
    WHEN char_length(event_data ->> 'message_id') < 3
      OR char_length(event_data ->> 'message_id') > 255
      OR event_data - ARRAY['kind', 'message_id'] <> '{}'
      THEN contracts.user__invitation_sent_v1__first_problem(event_data)
  END;
END
$$;
COMMENT ON FUNCTION contracts.user__invitation_sent_v1(jsonb) IS
  'The e-mail with the link to accept was handed to the mail server. The first rule of user.invitation_sent version 1 that event_data breaks; NULL when it keeps them all. Contract 4eaf31665fd9.';

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
    WHEN NOT contracts.is_uuid(event_metadata ->> 'parent_workflow_run_id')
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
    WHEN NOT contracts.is_datetime(event_metadata ->> 'timestamp') THEN 'event_metadata.timestamp: format datetime'
    WHEN jsonb_typeof(event_metadata -> 'user_id') <> 'string' THEN 'event_metadata.user_id: type string'
    WHEN NOT contracts.is_uuid(event_metadata ->> 'user_id') THEN 'event_metadata.user_id: format uuid'
    WHEN jsonb_typeof(event_metadata -> 'workflow_id') <> 'string' THEN 'event_metadata.workflow_id: type string'
    WHEN char_length(event_metadata ->> 'workflow_id') > 255 THEN 'event_metadata.workflow_id: max_length 255'
    WHEN jsonb_typeof(event_metadata -> 'workflow_run_id') <> 'string' THEN 'event_metadata.workflow_run_id: type string'
    WHEN NOT contracts.is_uuid(event_metadata ->> 'workflow_run_id') THEN 'event_metadata.workflow_run_id: format uuid'
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
      OR NOT contracts.is_uuid(event_metadata ->> 'parent_workflow_run_id')
      OR char_length(event_metadata ->> 'parent_workflow_type') > 100
      OR NOT contracts.matches_8f52d591(event_metadata ->> 'parent_workflow_type')
      OR char_length(event_metadata ->> 'processing_error') > 1000
      OR char_length(event_metadata ->> 'source') > 50
      OR NOT contracts.matches_4baf0698(event_metadata ->> 'source')
      OR contracts.shared__array_830d0b58(event_metadata -> 'tags', 'event_metadata.tags') IS NOT NULL
      OR NOT contracts.is_datetime(event_metadata ->> 'timestamp')
      OR NOT contracts.is_uuid(event_metadata ->> 'user_id')
      OR char_length(event_metadata ->> 'workflow_id') > 255
      OR NOT contracts.is_uuid(event_metadata ->> 'workflow_run_id')
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
  IF event_type COLLATE "C" < 'user.created' THEN
    IF event_type COLLATE "C" < 'organization.owner_assigned' THEN
      IF event_type COLLATE "C" < 'organization.created' THEN
        IF event_type COLLATE "C" < 'organization.bootstrap_initiated' THEN
          problem := CASE
            WHEN event_type IS DISTINCT FROM 'organization.bootstrap_failed' THEN 'event_type: unknown_event_type'
            WHEN event_version = 1 AND aggregate_type = 'organization' THEN contracts.organization__bootstrap_failed_v1(event_data)
            WHEN event_version = 1 THEN 'aggregate_type: one_of'
            ELSE 'event_version: unknown_event_version'
          END;
        ELSE
          problem := CASE
            WHEN event_type IS DISTINCT FROM 'organization.bootstrap_initiated' THEN 'event_type: unknown_event_type'
            WHEN event_version = 1 AND aggregate_type = 'organization' THEN contracts.organization__bootstrap_initiated_v1(event_data)
            WHEN event_version = 1 THEN 'aggregate_type: one_of'
            ELSE 'event_version: unknown_event_version'
          END;
        END IF;
      ELSE
        problem := CASE
          WHEN event_type IS DISTINCT FROM 'organization.created' THEN 'event_type: unknown_event_type'
          WHEN event_version = 1 AND aggregate_type = 'organization' THEN contracts.organization__created_v1(event_data)
          WHEN event_version = 1 THEN 'aggregate_type: one_of'
          ELSE 'event_version: unknown_event_version'
        END;
      END IF;
    ELSE
      IF event_type COLLATE "C" < 'organization.welcome_email_sent' THEN
        IF event_type COLLATE "C" < 'organization.subdomain_provisioned' THEN
          problem := CASE
            WHEN event_type IS DISTINCT FROM 'organization.owner_assigned' THEN 'event_type: unknown_event_type'
            WHEN event_version = 1 AND aggregate_type = 'organization' THEN contracts.organization__owner_assigned_v1(event_data)
            WHEN event_version = 1 THEN 'aggregate_type: one_of'
            ELSE 'event_version: unknown_event_version'
          END;
        ELSE
          problem := CASE
            WHEN event_type IS DISTINCT FROM 'organization.subdomain_provisioned' THEN 'event_type: unknown_event_type'
            WHEN event_version = 1 AND aggregate_type = 'organization' THEN contracts.organization__subdomain_provisioned_v1(event_data)
            WHEN event_version = 1 THEN 'aggregate_type: one_of'
            ELSE 'event_version: unknown_event_version'
          END;
        END IF;
      ELSE
        problem := CASE
          WHEN event_type IS DISTINCT FROM 'organization.welcome_email_sent' THEN 'event_type: unknown_event_type'
          WHEN event_version = 1 AND aggregate_type = 'organization' THEN contracts.organization__welcome_email_sent_v1(event_data)
          WHEN event_version = 1 THEN 'aggregate_type: one_of'
          ELSE 'event_version: unknown_event_version'
        END;
      END IF;
    END IF;
  ELSE
    IF event_type COLLATE "C" < 'user.invitation_initiated' THEN
      IF event_type COLLATE "C" < 'user.invitation_expired' THEN
        IF event_type COLLATE "C" < 'user.invitation_accepted' THEN
          problem := CASE
            WHEN event_type IS DISTINCT FROM 'user.created' THEN 'event_type: unknown_event_type'
            WHEN event_version = 1 AND aggregate_type = 'user' THEN contracts.user__created_v1(event_data)
            WHEN event_version = 1 THEN 'aggregate_type: one_of'
            ELSE 'event_version: unknown_event_version'
          END;
        ELSE
          problem := CASE
            WHEN event_type IS DISTINCT FROM 'user.invitation_accepted' THEN 'event_type: unknown_event_type'
            WHEN event_version = 1 AND aggregate_type = 'invitation' THEN contracts.user__invitation_accepted_v1(event_data)
            WHEN event_version = 1 THEN 'aggregate_type: one_of'
            ELSE 'event_version: unknown_event_version'
          END;
        END IF;
      ELSE
        problem := CASE
          WHEN event_type IS DISTINCT FROM 'user.invitation_expired' THEN 'event_type: unknown_event_type'
          WHEN event_version = 1 AND aggregate_type = 'invitation' THEN contracts.user__invitation_expired_v1(event_data)
          WHEN event_version = 1 THEN 'aggregate_type: one_of'
          ELSE 'event_version: unknown_event_version'
        END;
      END IF;
    ELSE
      IF event_type COLLATE "C" < 'user.invitation_sent' THEN
        problem := CASE
          WHEN event_type IS DISTINCT FROM 'user.invitation_initiated' THEN 'event_type: unknown_event_type'
          WHEN event_version = 1 AND aggregate_type = 'invitation' THEN contracts.user__invitation_initiated_v1(event_data)
          WHEN event_version = 1 THEN 'aggregate_type: one_of'
          ELSE 'event_version: unknown_event_version'
        END;
      ELSE
        problem := CASE
          WHEN event_type IS DISTINCT FROM 'user.invitation_sent' THEN 'event_type: unknown_event_type'
          WHEN event_version = 1 AND aggregate_type = 'invitation' THEN contracts.user__invitation_sent_v1(event_data)
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
  event_type IN ('organization.bootstrap_initiated', 'user.invitation_accepted', 'user.invitation_initiated'),
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
  ('organization.bootstrap_initiated', 'start', 'organizationBootstrapWorkflow', 'org-bootstrap-{aggregate_id}', NULL::text, 'bootstrap', 'organization.created', 'organization.bootstrap_failed', false, NULL::text, 3::smallint),
  ('user.invitation_accepted', 'signal', 'userInvitationWorkflow', 'user-invitation-{aggregate_id}', 'invitationAccepted', NULL, NULL, NULL, false, NULL, 3::smallint),
  ('user.invitation_initiated', 'start', 'userInvitationWorkflow', 'user-invitation-{aggregate_id}', NULL, 'invitations', 'user.invitation_accepted', 'user.invitation_expired', false, NULL, 3::smallint)
$$;
COMMENT ON FUNCTION contracts.routes() IS
  'The workflows that events start or signal, sorted by event type. Source of the table workflow_route.';
