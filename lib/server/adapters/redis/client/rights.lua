local forbidden = {}
if not redis.acl_check_cmd then return forbidden end -- something that is like Redis and has no such rules
for _, evaluate in ipairs({ 'EVAL', 'EVALSHA' }) do
  -- Whole: Redis looks for the keys where their number says that they are, and ends where nothing is.
  if not redis.acl_check_cmd(evaluate, '', '1', KEYS[1]) then forbidden[#forbidden + 1] = evaluate end
end
for i = 2, #ARGV, 2 do
  local on = ARGV[i + 1] == 'channel' and ARGV[1] or KEYS[1]
  if not redis.acl_check_cmd(ARGV[i], on) then forbidden[#forbidden + 1] = ARGV[i] end
end
return forbidden
