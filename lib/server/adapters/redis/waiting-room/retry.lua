local epoch = redis.call('GET', ROOM .. ':epoch')
if not epoch then
  epoch = ARGV[2]
  redis.call('SET', ROOM .. ':epoch', epoch)
end
keep(ROOM .. ':epoch')
keepRoom()
local names = redis.call('ZRANGEBYSCORE', RETRIES, '-inf', now, 'LIMIT', 0, #ARGV - 2)
local made = {}
for index, name in ipairs(names) do
  local entry = load(string.sub(name, 17))
  if not entry then redis.call('ZREM', RETRIES, name) end
  if entry and not entry.pairing then
    local text, record, partner = tryToPair(entry, ARGV[index + 2])
    if record then made[#made + 1] = { record, partner, text } end
  end
end
return { made, #names, sizes(), epoch }
