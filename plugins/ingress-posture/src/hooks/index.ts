export * from './useClusters';
export * from './useFindingUrl';
export * from './useNow';
export * from './usePolled';
export * from './useSearchState';
export * from './useThemeName';
