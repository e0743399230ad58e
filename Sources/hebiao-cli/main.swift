import HebiaoCommandLine

runHebiao()
