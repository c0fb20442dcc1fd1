local function text(position) return string.format('%.0f', position) end
local sockets, leases, member, process = KEYS[1], KEYS[2], ARGV[1], ARGV[2]
local mayGo, hasSpoken = ARGV[4], ARGV[5] ~= ''
local known = redis.call('ZSCORE', sockets, member)
if known then return { text(known) } end
local time = redis.call('TIME')
local ms = time[1] * 1000 + math.floor(time[2] / 1000)
local tooMany = redis.call('ZCARD', sockets) + 1 - tonumber(ARGV[3])
if tooMany > 0 then
  for _, other in ipairs(redis.call('ZRANGE', sockets, 0, -1)) do
    local holder = string.match(other, '^(.-)\n')
    local lease = holder ~= process and tonumber(redis.call('ZSCORE', leases, holder) or 0)
    if lease and lease <= ms then tooMany = tooMany - redis.call('ZREM', sockets, other) end
  end
end
local going = {}
if tooMany > 0 and mayGo == 'silent' then
  going = redis.call('ZRANGEBYSCORE', sockets, '-inf', '(' .. text(SPOKEN), 'LIMIT', 0, tooMany)
elseif tooMany > 0 and mayGo == 'any' then
  local flat, all = redis.call('ZRANGE', sockets, 0, -1, 'WITHSCORES'), {}
  for i = 1, #flat, 2 do all[#all + 1] = { flat[i], tonumber(flat[i + 1]) % SPOKEN } end
  table.sort(all, function(a, b) return a[2] < b[2] end)
  for i = 1, math.min(tooMany, #all) do going[i] = all[i][1] end
end
if #going < tooMany then return false end
local position = time[1] * 1000000 + time[2] + (hasSpoken and SPOKEN or 0)
local reply = { text(position) }
for _, other in ipairs(going) do
  redis.call('ZREM', sockets, other)
  reply[#reply + 1] = string.match(other, '^.-\n(.*)$')
end
redis.call('ZADD', sockets, text(position), member)
redis.call('PEXPIRE', sockets, TTL_MS)
return reply
