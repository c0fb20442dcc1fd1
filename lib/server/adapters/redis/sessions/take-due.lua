local MARK, taken = INDEX .. ':mark', tonumber(ARGV[1]) + LEASE_MS
redis.call('SET', MARK, ARGV[3], 'NX')
redis.call('PEXPIRE', MARK, INDEX_TTL_MS)
local due = redis.call('ZRANGEBYSCORE', DEADLINES, '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for _, id in ipairs(due) do lookAt(id, taken) end
return { due, taken, size(), redis.call('GET', MARK) }
