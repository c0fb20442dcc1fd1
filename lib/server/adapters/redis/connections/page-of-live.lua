local leases, of = KEYS[1] .. ':leases', KEYS[1] .. ':of:'
local from, left, total, found = tonumber(ARGV[2]), tonumber(ARGV[3]), 0, {}
-- Every member begins with its tenant and the end of a line.
local low, high = '[' .. ARGV[1] .. '\n', '(' .. ARGV[1] .. '\11'
local processes = redis.call('ZRANGE', leases, 0, -1)
table.sort(processes)
for _, process in ipairs(processes) do
  local count = redis.call('ZLEXCOUNT', of .. process, low, high)
  total = total + count
  if from >= count then
    from = from - count
  elseif left > 0 then
    for _, member in ipairs(redis.call('ZRANGEBYLEX', of .. process, low, high, 'LIMIT', from, left)) do
      found[#found + 1] = member
      left = left - 1
    end
    from = 0
  end
end
return { total, found }
