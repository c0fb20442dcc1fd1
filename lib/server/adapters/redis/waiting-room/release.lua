local stay = {}
for index = 3, #ARGV do stay[ARGV[index]] = true end
for _, entry in ipairs(removePairing(ARGV[2]) or {}) do
  if stay[entry.user] then enterAgain(entry) else exit(entry) end
end
return { 1, resized }
