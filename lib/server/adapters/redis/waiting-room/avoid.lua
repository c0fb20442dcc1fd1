local entries = {}
for _, pair in ipairs({ { ARGV[2], ARGV[3] }, { ARGV[3], ARGV[2] } }) do
  redis.call('ZREM', reconciledLately(pair[1]), pair[2])
  note(avoidedLately(pair[1]), pair[2])
  local entry = load(pair[1])
  if entry then
    redis.call('SADD', avoided(pair[1]), pair[2])
    keep(avoided(pair[1]))
    entry.avoids = true
    save(entry)
  end
  entries[#entries + 1] = entry or {}
end
local id = entries[1].pairing
if id and id == entries[2].pairing then
  for _, entry in ipairs(breakUp(id)) do enterAgain(entry) end
end
return 1
