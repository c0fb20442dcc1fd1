local record = load()
if record and record['end'] == null then redis.call('DEL', RECORD) end
return 1
