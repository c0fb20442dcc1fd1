local points = KEYS[4]
for i = 1, #ARGV, 2 do
  redis.call('ZREMRANGEBYSCORE', points, ARGV[i], ARGV[i])
  redis.call('ZADD', points, ARGV[i], ARGV[i + 1])
end
redis.call('ZREMRANGEBYRANK', points, 0, -(POINTS_KEPT + 1))
redis.call('PEXPIRE', points, TTL_MS)
return false
