local added, removed, arrived, departed = declare(ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5])
if #added > 0 then keep(ARGV[1]) end
return { added, removed, arrived, departed, present() }
