local text = redis.call('HGET', ENTRIES, ARGV[2])
if text then remove(cjson.decode(text)) end
return { text, resized }
