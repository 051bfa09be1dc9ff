export * from './StrictView';
export * from './IfStrictSection';
