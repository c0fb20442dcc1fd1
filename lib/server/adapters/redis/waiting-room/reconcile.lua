for _, pair in ipairs({ { ARGV[2], ARGV[3] }, { ARGV[3], ARGV[2] } }) do
  redis.call('ZREM', avoidedLately(pair[1]), pair[2])
  note(reconciledLately(pair[1]), pair[2])
  redis.call('SREM', avoided(pair[1]), pair[2])
  local entry = load(pair[1])
  if entry and not entry.pairing then searchAgain(entry) end
end
return 1
