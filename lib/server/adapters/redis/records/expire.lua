-- Gives the record as it is then, and when it is due next if it goes on.
local record = load()
if not record then return false end
if record['end'] ~= null then return { cjson.encode(record), false } end
local at, cause, by = deadlineOf(record)
if at > now then return { save(record), at } end
record['end'] = { cause = cause, by = by, at = now }
return { save(record), false }
