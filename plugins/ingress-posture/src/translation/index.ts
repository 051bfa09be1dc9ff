export * from './ref';
export * from './useText';
export * from './findingTitle';
