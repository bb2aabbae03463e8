// Imported first. The runtime that ships has this; the older one that tests may run on lacks it.

const notYet = (): void => undefined;

if (typeof Promise.withResolvers !== 'function')
  Promise.withResolvers = <Value>(): PromiseWithResolvers<Value> => {
    let resolve: PromiseWithResolvers<Value>['resolve'] = notYet;
    let reject: PromiseWithResolvers<Value>['reject'] = notYet;
    const promise = new Promise<Value>((whenKept, whenBroken) => {
      resolve = whenKept;
      reject = whenBroken;
    });
    return { promise, resolve, reject };
  };
