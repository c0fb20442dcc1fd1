local session = live(ARGV[2])
if not session then return false end
local me = find(session, ARGV[2])
if me.awayUntil ~= null then return false end
me.awayUntil = now + RECONNECT_WINDOW_MS
return save(session)
