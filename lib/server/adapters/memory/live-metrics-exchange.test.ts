import { figuresExchangeSuite } from '@/lib/server/ports/analytics/live-metrics-exchange.suite'
import { createMemoryLiveMetricsExchange } from './live-metrics-exchange'

figuresExchangeSuite(async () => createMemoryLiveMetricsExchange())
