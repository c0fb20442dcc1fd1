-- ARGV: the time, the record, the person, and the others.
local at, id, user = tonumber(ARGV[1]), ARGV[2], ARGV[3]
if exit(id, user) then remember(id, user, rest(4), at) end
return 1
