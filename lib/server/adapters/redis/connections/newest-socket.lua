local flat, newest, at = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES'), false, -1
for i = 1, #flat, 2 do
  local connection, position = string.match(flat[i], '^.-\n(.*)$'), tonumber(flat[i + 1]) % SPOKEN
  if position > at and connection ~= ARGV[1] then newest, at = connection, position end
end
return newest
