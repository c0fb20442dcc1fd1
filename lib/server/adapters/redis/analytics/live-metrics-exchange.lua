local counts, about, teller, points = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local first = 5 + #KINDS
for i = first, #ARGV, 2 do redis.call('HINCRBY', counts, ARGV[i], ARGV[i + 1]) end
redis.call('HSETNX', about, 'since', ARGV[2])
local peaks = {}
for i, kind in ipairs(KINDS) do
  local field = 'peak:' .. kind
  local peak = redis.call('HGET', about, field) or '0'
  if tonumber(ARGV[4 + i]) > tonumber(peak) then
    peak = ARGV[4 + i]
    redis.call('HSET', about, field, peak)
  end
  peaks[i] = peak
end
local holder = redis.call('GET', teller)
local mine = not holder or holder == ARGV[1]
if mine then redis.call('SET', teller, ARGV[1], 'PX', ARGV[4]) end
for _, key in ipairs({ counts, about, points }) do redis.call('PEXPIRE', key, TTL_MS) end
local later = redis.call('ZRANGEBYSCORE', points, '(' .. ARGV[3], '+inf')
return { redis.call('HGET', about, 'since'), redis.call('HGETALL', counts), peaks, mine and 1 or 0, later }
