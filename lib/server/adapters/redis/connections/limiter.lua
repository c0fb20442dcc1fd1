local key, max, window, now = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local oldest = tonumber(redis.call('LINDEX', key, 0))
while oldest and now - oldest >= window do
  redis.call('LPOP', key)
  oldest = tonumber(redis.call('LINDEX', key, 0))
end
local counted = redis.call('LLEN', key)
-- A clock that was set back since, or another machine's: what seems to come was at the latest now.
for index = counted - 1, 0, -1 do
  if tonumber(redis.call('LINDEX', key, index)) <= now then break end
  redis.call('LSET', key, index, ARGV[3])
end
oldest = oldest and math.min(oldest, now)
if oldest and counted >= max then return { 0, oldest + window - now } end
redis.call('RPUSH', key, ARGV[3])
redis.call('PEXPIRE', key, window + tonumber(ARGV[4]))
return { 1, max - counted - 1 }
