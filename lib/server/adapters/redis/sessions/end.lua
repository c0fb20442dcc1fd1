local session = live(ARGV[2])
if not session then return false end
session['end'] = { cause = ARGV[3], by = ARGV[4] ~= '' and ARGV[4] or null, at = now }
return save(session)
