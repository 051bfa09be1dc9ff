export * from './useClusters';
export * from './useFindingUrl';
export * from './useFleetPath';
export * from './useNow';
export * from './usePrinting';
export * from './usePolled';
export * from './useSearchState';
export * from './useThemeName';
