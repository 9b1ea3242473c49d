print("latentty")
