export * from './EntitySummaryCard';
