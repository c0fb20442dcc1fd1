local id, at = ARGV[1], ARGV[2]
local isFirst = redis.call('ZREM', DEADLINES, id)
for place = 1, 2 do
  local user, partner = ARGV[2 + place], ARGV[5 - place]
  if user and redis.call('GET', current(user)) == id then redis.call('DEL', current(user)) end
  if user and isFirst == 1 then
    local text = cjson.encode({ session = id, partner = partner, at = tonumber(at) })
    redis.call('SET', last(user), text, 'PX', KEEP_ENDED_MS)
  end
end
return { isFirst, size() }
