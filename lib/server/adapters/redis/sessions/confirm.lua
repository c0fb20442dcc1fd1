local user, seq = ARGV[2], tonumber(ARGV[3])
local session = live(user)
if not session then return false end
local me = find(session, user)
local seen = me.deliveredSeq
deliver(session, me, seq)
local dropped = session.lastSeq - redis.call('LLEN', LOG)
local from, to = math.max(0, seen - dropped), me.deliveredSeq - dropped - 1
if to < from then return { save(session), seen, {} } end
return { save(session), seen, redis.call('LRANGE', LOG, from, to) }
