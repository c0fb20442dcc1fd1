local session = load()
if session and session['end'] == null then redis.call('DEL', RECORD) end
return 1
