local session = load()
if not session then return false end
if session['end'] ~= null then return { cjson.encode(session), false } end
local at, cause, by = deadlineOf(session)
if at > now then return { save(session), at } end
session['end'] = { cause = cause, by = by, at = now }
return { save(session), false }
