/** The rules of one synthetic event, as one would write them into a CHECK of the table by hand. */
export function inlineCheck(type: string): string {
  return `CHECK (event_type <> '${type}' OR (
    jsonb_typeof(event_data) = 'object'
    AND event_data - ARRAY['name', 'email', 'id', 'tier', 'count', 'ratio', 'is_on', 'address', 'tags'] = '{}'
    AND jsonb_typeof(event_data -> 'name') = 'string'
    AND char_length(event_data ->> 'name') BETWEEN 3 AND 100
    AND jsonb_typeof(event_data -> 'email') = 'string'
    AND event_data ->> 'email' ~ '^[^@ ]+@[^@ ]+\\.[A-Za-z]{2,}$'
    AND jsonb_typeof(event_data -> 'id') = 'string'
    AND event_data ->> 'id' ~ '^[0-9a-f-]{36}$'
    AND event_data ->> 'tier' IN ('free', 'basic', 'premium')
    AND jsonb_typeof(event_data -> 'count') = 'number'
    AND (event_data ->> 'count')::numeric BETWEEN 0 AND 1000
    AND (event_data -> 'ratio' IS NULL OR (event_data ->> 'ratio')::numeric BETWEEN 0 AND 1)
    AND jsonb_typeof(event_data -> 'is_on') = 'boolean'
    AND jsonb_typeof(event_data -> 'address') = 'object'
    AND char_length(event_data #>> '{address,street}') <= 100
    AND jsonb_typeof(event_data -> 'tags') = 'array'
    AND jsonb_array_length(event_data -> 'tags') <= 10
  ))`;
}
