"""The review page `inbeeld bekijk`: thin routes on 127.0.0.1 over assets/bekijk/. It opens no room."""
