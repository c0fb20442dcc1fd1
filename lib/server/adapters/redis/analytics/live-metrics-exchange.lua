local counts, about, teller, points = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
for i = 6, #ARGV, 2 do redis.call('HINCRBY', counts, ARGV[i], ARGV[i + 1]) end
redis.call('HSETNX', about, 'since', ARGV[2])
local peak = redis.call('HGET', about, 'peak') or '0'
if tonumber(ARGV[3]) > tonumber(peak) then
  peak = ARGV[3]
  redis.call('HSET', about, 'peak', peak)
end
local holder = redis.call('GET', teller)
local mine = not holder or holder == ARGV[1]
if mine then redis.call('SET', teller, ARGV[1], 'PX', ARGV[5]) end
for _, key in ipairs({ counts, about, points }) do redis.call('PEXPIRE', key, TTL_MS) end
local later = redis.call('ZRANGEBYSCORE', points, '(' .. ARGV[4], '+inf')
return { redis.call('HGET', about, 'since'), redis.call('HGETALL', counts), peak, mine and 1 or 0, later }
