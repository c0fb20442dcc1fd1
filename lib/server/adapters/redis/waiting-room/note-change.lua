-- Remembers that something changed between two people, for those who have yet to come.
local function note(key, user)
  redis.call('ZREMRANGEBYSCORE', key, '-inf', ARGV[1])
  redis.call('ZADD', key, now + AVOID_REMEMBERED_MS, user)
  redis.call('PEXPIRE', key, 2 * AVOID_REMEMBERED_MS)
end
