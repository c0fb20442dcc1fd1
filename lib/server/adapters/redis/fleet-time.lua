local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local latest = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), tonumber(ARGV[1]))
if latest > 0 then redis.call('SET', KEYS[1], string.format('%.0f', latest), 'PX', TTL_MS) end
return math.max(now, latest)
