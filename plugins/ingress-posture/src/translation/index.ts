export * from './ref';
export * from './useText';
