local text = redis.call('GET', KEYS[1])
if not text then return false end
local entries = {}
for _, list in ipairs({ ':flagged', ':evidence1', ':evidence2', ':log' }) do
  for _, entry in ipairs(redis.call('LRANGE', KEYS[1] .. list, 0, -1)) do entries[#entries + 1] = entry end
end
return { text, entries }
