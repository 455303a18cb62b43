// The library itself is copied from npm (opbouw/machine/assets.py); its types are there.
export * from "idb";
