import { figuresExchangeSuite } from '@/lib/server/ports/analytics/live-metrics-exchange.suite'
import { createMemoryFiguresExchange } from './live-metrics-exchange'

figuresExchangeSuite(async () => createMemoryFiguresExchange())
