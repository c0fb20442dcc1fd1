-- ARGV: the time, how many at most, and an epoch, which becomes the index's if it has none: another one than before says that
-- everything before is lost.
local EPOCH, leasedUntil = INDEX .. ':epoch', tonumber(ARGV[1]) + RECORD_LEASE_MS
redis.call('SET', EPOCH, ARGV[3], 'NX')
redis.call('PEXPIRE', EPOCH, INDEX_TTL_MS)
local due = redis.call('ZRANGEBYSCORE', DUE, '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for _, id in ipairs(due) do plan(id, leasedUntil) end
return { due, leasedUntil, size(), redis.call('GET', EPOCH) }
