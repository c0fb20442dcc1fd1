local user, here = ARGV[1], {}
for _, capability in ipairs(CAPABILITIES) do
  if isHere(user, capability) then here[#here + 1] = capability end
end
return here
