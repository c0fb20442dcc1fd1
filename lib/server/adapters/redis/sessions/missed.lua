local text = redis.call('GET', KEYS[1])
if not text then return false end
local log = KEYS[1] .. ':log'
local dropped = cjson.decode(text).lastSeq - redis.call('LLEN', log)
return { text, redis.call('LRANGE', log, math.max(0, tonumber(ARGV[1]) - dropped), -1) }
