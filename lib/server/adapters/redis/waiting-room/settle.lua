local record = removeRecord(ARGV[2])
if record then
  local one, other = unpack(record.users)
  redis.call('HDEL', ENTRIES, one, other)
  redis.call('DEL', avoided(one), avoided(other))
  resize(record.chatType, -2)
  if record.heldBack > 0 then resize('heldBack', -record.heldBack) end
  return { 'settled', resized }
end
return { redis.call('DEL', ROOM .. ':broken:' .. ARGV[2]) == 1 and 'broken' or 'elsewhere', resized }
