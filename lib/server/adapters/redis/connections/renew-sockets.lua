for i = 1, #ARGV, 3 do
  local sockets = KEYS[1] .. ARGV[i]
  redis.call('ZADD', sockets, 'NX', ARGV[i + 2], ARGV[i + 1])
  redis.call('PEXPIRE', sockets, TTL_MS)
end
return false
