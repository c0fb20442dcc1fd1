local function text(position) return string.format('%.0f', position) end
local position = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]))
if position and position < SPOKEN then redis.call('ZADD', KEYS[1], text(position + SPOKEN), ARGV[1]) end
return false
