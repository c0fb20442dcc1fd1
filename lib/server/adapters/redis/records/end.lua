local record = live(ARGV[2])
if not record then return false end
record['end'] = { cause = ARGV[3], by = ARGV[4] ~= '' and ARGV[4] or null, at = now }
return save(record)
