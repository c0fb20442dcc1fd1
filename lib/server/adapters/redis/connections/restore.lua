local restored = {}
for i = 2, #ARGV, 4 do
  local user, connection = ARGV[i], ARGV[i + 1]
  local _, _, arrived = declare(ARGV[1], user, connection, ARGV[i + 2], ARGV[i + 3])
  for _, capability in ipairs(arrived) do
    for _, part in ipairs({ capability, connection, user }) do restored[#restored + 1] = part end
  end
end
keep(ARGV[1])
return restored
