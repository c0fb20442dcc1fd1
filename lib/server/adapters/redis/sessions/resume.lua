local lastSeq, isDialectGiven, confirms = tonumber(ARGV[3]), ARGV[4] == '1', ARGV[6] == '1'
local session = live(ARGV[2])
if not session or deadlineOf(session) <= now then return false end
local me = find(session, ARGV[2])
local wasAway, seen = me.awayUntil ~= null, me.deliveredSeq
me.awayUntil = null
if isDialectGiven then me.dialect = ARGV[5] end
deliver(session, me, confirms and lastSeq or session.lastSeq)
local dropped = session.lastSeq - redis.call('LLEN', LOG)
local from = math.max(0, math.min(lastSeq, seen) - dropped)
return { save(session), wasAway and 1 or 0, seen, redis.call('LRANGE', LOG, from, -1) }
